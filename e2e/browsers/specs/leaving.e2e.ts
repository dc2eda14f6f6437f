import { areInACall, linkOf } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben } from '../src/people/people';

describe('leaving and coming back', () => {
  it('ends with a page that says why and offers the way back, which works', async () => {
    await callOfAnaAndBen();

    await ben.leaves();
    await ben.reads('You left the call');
    await ana.isAlone();
    await ana.reads('Ben left');

    await ben.joinsAgain();
    await areInACall(ben, ana);
  });

  for (const [role, person, other] of [
    ['caller', ana, ben],
    ['callee', ben, ana],
  ] as const) {
    it(`takes a ${role} who reloads back into the call without a click`, async () => {
      await callOfAnaAndBen();
      const before = await other.documentBegan();

      await person.reloads();
      await person.sees('call');
      await areInACall(person, other);
      expect(await other.documentBegan()).toBe(before);
    });
  }

  it('keeps a mute over a reload', async () => {
    await callOfAnaAndBen();
    await ben.mutes();
    await ana.seesTheOther({ microphone: 'off' });

    await ben.reloads();
    await ben.isInACall();
    await ben.finds('[data-tile=self][data-microphone=off][data-camera=on]', 'stay muted');
    await ana.seesThePicture();
    await ana.seesTheOther({ microphone: 'off', camera: 'on' });
  });

  it('makes the callee caller when the caller leaves, and the next one is in a call with it at once', async () => {
    const room = await callOfAnaAndBen();
    const before = await ben.documentBegan();

    await ana.leaves();
    await ben.isAlone();
    await ana.joins(room);
    await areInACall(ana, ben);

    // Ben is the caller now: Ana can go and come back, and it is still he who was there first
    await ana.leaves();
    await ben.isAlone();
    await ana.joins(room);
    await areInACall(ana, ben);
    expect(await ben.documentBegan()).toBe(before);
  });

  it('takes somebody who went to another page and opens the link again back in without a click', async () => {
    const room = await callOfAnaAndBen();

    await ana.opens('/');
    await ana.opens(linkOf(room));
    await areInACall(ana, ben);
  });

  it('frees the place of somebody who went away and did not come back', async () => {
    const room = await callOfAnaAndBen();

    await ana.startsAfresh(); // the key of the seat is gone with everything else
    await ben.isAlone();
    await ana.joins(room);
    await areInACall(ana, ben);
  });
});
