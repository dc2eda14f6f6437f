import { areInACall, type Person } from '@holdfast/e2e-people';
import { Key } from 'webdriverio';
import { ana, ben } from '../src/people/people';

/** More stops than any page has: who has not come to a control by then will not. */
const stops = 20;

/** Goes from control to control with Tab until the one with this accessible name has the focus. */
async function tabsTo({ browser, name }: Person, control: string): Promise<void> {
  const target = await browser.$(`aria/${control}`).getElement();
  await target.waitForExist();
  for (let stop = 0; stop < stops; stop++) {
    await browser.keys(Key.Tab);
    if (await target.isFocused()) return;
  }
  throw new Error(`${name} cannot reach "${control}" with Tab.`);
}

describe('the keyboard alone', () => {
  it('is enough from the home page into a call, to mute, and out of it again', async () => {
    await ana.opens('/');
    await ana.sees('home');
    await tabsTo(ana, 'Start a call');
    await ana.browser.keys(Key.Enter);
    await ana.sees('lobby');
    const room = await ana.room();

    await tabsTo(ana, 'Your name');
    await ana.browser.keys([Key.Ctrl, 'a']);
    await ana.browser.keys('Ana');
    await ana.browser.keys(Key.Enter);
    await ana.sees('call');
    await ben.joins(room);
    await areInACall(ana, ben);

    await tabsTo(ana, 'Mute');
    await ana.browser.keys(Key.Space);
    await ben.seesTheOther({ name: 'Ana', microphone: 'off' });
    await ana.browser.keys([Key.Alt, 'm']);
    await ben.seesTheOther({ name: 'Ana', microphone: 'on' });
    await ana.browser.keys([Key.Alt, 'v']);
    await ben.seesTheOther({ name: 'Ana', camera: 'off' });
    await ana.browser.keys([Key.Alt, 'v']);
    await ben.seesTheOther({ name: 'Ana', camera: 'on' });

    await tabsTo(ana, 'Leave');
    await ana.browser.keys(Key.Enter);
    await ana.sees('ended');
    await tabsTo(ana, 'Join again');
    await ana.browser.keys(Key.Enter);
    await areInACall(ana, ben);
  });
});
