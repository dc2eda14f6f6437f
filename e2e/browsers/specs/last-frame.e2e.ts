import { areInACall } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben } from '../src/people/people';
import { readLooks, watchPicture } from '../src/people/picture-watch';

describe('the picture of the other', () => {
  it('stays while there is no connection, until the next one brings its first frame: it is never black', async () => {
    await callOfAnaAndBen();
    await watchPicture(ana);
    await ben.reloads();
    await areInACall(ben, ana);
    const looks = await readLooks(ana);
    // a page that is loaded anew has another connection, and there was none in between
    expect(looks.some(({ connection }) => connection !== 'connected')).toBe(true);
    expect(looks.filter(({ brightness }) => brightness === null || brightness < 8)).toEqual([]);
  });
});
