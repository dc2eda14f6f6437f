import { areInACall } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben, someoneComes } from '../src/people/people';

describe('a third person', () => {
  it('is told that the call is full, and gets in as soon as somebody has left', async () => {
    const room = await callOfAnaAndBen();

    await someoneComes('Cleo', ben.kind, {}, async (cleo) => {
      await cleo.entersTheLobby(room);
      await cleo.pressesJoin();
      await cleo.sees('refused');
      await cleo.reads('This call is full');

      await cleo.presses('Try again');
      await cleo.reads('Nothing has changed yet');
      await areInACall(ana, ben);

      await ana.leaves();
      await ben.isAlone();
      await cleo.presses('Try again');
      await cleo.sees('call');
      await areInACall(cleo, ben);
      await ben.seesTheOther({ name: 'Cleo' });
    });
  });
});
