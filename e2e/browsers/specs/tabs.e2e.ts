import { areInACall, linkOf } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben } from '../src/people/people';

describe('tabs of one browser', () => {
  afterEach(async () => {
    await Promise.all([ana.keepsOneTab(), ben.keepsOneTab()]);
  });

  for (const [role, person, other] of [
    ['caller', ana, ben],
    ['callee', ben, ana],
  ] as const) {
    it(`have the call in one of them alone, until the ${role} takes it over in the other`, async () => {
      await callOfAnaAndBen();
      const first = await person.duplicatesTheTab();
      await person.sees('elsewhere');
      await other.isInACall();

      await person.presses('Take the call over');
      await person.sees('call');
      await areInACall(person, other);
      const second = await person.browser.getWindowHandle();
      await person.goesToTab(first);
      await person.sees('ended');
      await person.finds('[data-reason=seat-taken]', 'be told that another tab has the call');

      // and back again
      await person.presses('Take the call over');
      await person.sees('call');
      await areInACall(person, other);
      await person.goesToTab(second);
      await person.sees('ended');
    });

    it(`that are closed give the ${role}'s place to the one in which the link is opened again, without a click`, async () => {
      const room = await callOfAnaAndBen();
      await person.mutes();
      await person.turnsTheCameraOff();
      await other.seesTheOther({ microphone: 'off', camera: 'off' });
      await person.closesTheTab();
      await person.opens(linkOf(room));
      await person.sees('call');
      await person.isInACall();
      await other.isInACall();
      await person.seesAndHears();
      await other.seesTheOther({ microphone: 'off', camera: 'off' });
      await person.turnsTheCameraOn();
      await other.seesThePicture();
    });

    it(`that crash give the ${role}'s place back too, and nobody is told that the room is full`, async () => {
      const room = await callOfAnaAndBen();
      await person.losesTheTab();
      await person.opens(linkOf(room));
      await person.sees('call');
      await areInACall(person, other);
    });
  }

  it('know, once the person has left, of no call to go back to', async () => {
    const room = await callOfAnaAndBen();
    await ben.leaves();
    await ben.closesTheTab();
    await ben.opens(linkOf(room));
    await ben.sees('lobby');
  });
});
