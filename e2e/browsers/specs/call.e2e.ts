import { areInACall, linkOf } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { ana, ben } from '../src/people/people';

describe('a call', () => {
  it('begins with one click on the home page and a link that is handed on', async () => {
    const room = await ana.startsACall();
    await ana.pressesJoin();
    await ana.reads('You are the first one here');

    await ben.opens(linkOf(room));
    await ben.pressesJoin();
    await areInACall(ana, ben);
  });

  it('carries picture and sound both ways, directly, and shows who is there', async () => {
    await callOfAnaAndBen();

    for (const [person, other] of [
      [ana, ben],
      [ben, ana],
    ] as const) {
      await person.seesTheOther({ name: other.name, microphone: 'on', camera: 'on' });
      await person.reads('Direct, encrypted');
      const picture = person.browser.$('[data-tile=remote] video');
      expect(await picture.getProperty('videoWidth')).toBeGreaterThan(0);
      expect(await picture.getProperty('paused')).toBe(false);
    }
  });

  it('shows a mute to the other, and its end', async () => {
    await callOfAnaAndBen();

    await ana.mutes();
    await ben.seesTheOther({ microphone: 'off', camera: 'on' });
    await ana.unmutes();
    await ben.seesTheOther({ microphone: 'on', camera: 'on' });

    await ben.mutes();
    await ana.seesTheOther({ microphone: 'off', camera: 'on' });
    await ben.unmutes();
    await ana.seesTheOther({ microphone: 'on', camera: 'on' });
    await areInACall(ana, ben);
  });

  it('shows a camera that is off to the other, sends no picture then, and one again when it is on', async () => {
    await callOfAnaAndBen();

    await ben.turnsTheCameraOff();
    await ana.seesTheOther({ microphone: 'on', camera: 'off' });
    await ana.browser.$('[data-tile=remote] video').waitForExist({ reverse: true });
    await ana.hears();

    await ben.turnsTheCameraOn();
    await ana.seesTheOther({ microphone: 'on', camera: 'on' });
    await areInACall(ana, ben);
  });
});
