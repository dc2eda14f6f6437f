import { areInACall } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben } from '../src/people/people';

/** How often each is done, in one room of one server process. Firefox takes its time: all 20 are Chromium's. */
const times = ana.kind === 'chromium' && ben.kind === 'chromium' ? 20 : 5;

describe(`${times} times in a row on one server`, function () {
  this.timeout(180_000);

  it('a caller leaves and the next one to open the link is in a call with the one who stayed', async () => {
    const room = await callOfAnaAndBen();
    for (let time = 0; time < times; time++) {
      const [caller, callee] = time % 2 === 0 ? [ana, ben] : [ben, ana];
      const before = await callee.documentBegan();
      await caller.leaves();
      await callee.isAlone();
      await caller.joins(room);
      await areInACall(caller, callee);
      expect(await callee.documentBegan()).toBe(before);
    }
  });

  it('a callee leaves and joins again', async () => {
    await callOfAnaAndBen();
    const before = await ana.documentBegan();
    for (let time = 0; time < times; time++) {
      await ben.leaves();
      await ana.isAlone();
      await ben.joinsAgain();
      await areInACall(ben, ana);
    }
    expect(await ana.documentBegan()).toBe(before);
  });

  it('a callee reloads', async () => {
    await callOfAnaAndBen();
    const before = await ana.documentBegan();
    for (let time = 0; time < times; time++) {
      await ben.reloads();
      await areInACall(ben, ana);
    }
    expect(await ana.documentBegan()).toBe(before);
  });
});
