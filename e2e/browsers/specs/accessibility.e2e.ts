import { AxeBuilder } from '@axe-core/webdriverio';
import { anyRoom, areInACall, type Person } from '@holdfast/e2e-people';
import { callOfAnaAndBen } from '../src/people/call';
import { callThroughItsOwnServer } from '../src/people/own-server';
import { ana, ben, someoneComes } from '../src/people/people';

/** axe-core finds nothing on the page as it is now. There are no frames, so nothing is lost by not opening a window for them. */
async function meetsNoBarrier(person: Person): Promise<void> {
  await person.browser.execute(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished)); // what is half there has half the contrast
  });
  const { violations } = await new AxeBuilder({ client: person.browser }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** What has the focus: a screen reader says it. */
async function focused({ browser }: Person): Promise<string | null | undefined> {
  return await browser.execute(() => document.activeElement?.textContent?.trim());
}

async function meetNoBarrier(...people: readonly Person[]): Promise<void> {
  for (const person of people) await meetsNoBarrier(person);
}

/** Each browser is looked at in the pairing with its like: a page has no other barriers for being called from another browser. */
const describeForEachBrowser = ana.kind === ben.kind ? describe : () => undefined;

describeForEachBrowser('axe-core finds no violation, in the light theme (Ana) and the dark one (Ben)', () => {
  it('where the themes are what they are said to be', async () => {
    const dark = async ({ browser }: Person) =>
      browser.execute(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await dark(ana)).toBe(false);
    expect(await dark(ben)).toBe(true);
  });

  it('on the home page, with and without a mistake in it', async () => {
    for (const person of [ana, ben]) {
      await person.opens('/');
      await person.sees('home');
      await meetsNoBarrier(person);
      await person.presses('Join');
      await person.reads('Paste the link');
      await meetsNoBarrier(person);
    }
  });

  it('where there is no page, and where there is no such room', async () => {
    for (const person of [ana, ben]) {
      await person.opens('/nowhere');
      await person.sees('not-found');
      await meetsNoBarrier(person);
      await person.opens('/r/too-short');
      await person.sees('refused');
      await meetsNoBarrier(person);
    }
  });

  it('in the lobby, waiting, in the call and after it', async () => {
    const room = anyRoom();
    await Promise.all([ana.entersTheLobby(room), ben.entersTheLobby(room)]);
    await meetNoBarrier(ana, ben);

    for (const [waiting, coming] of [
      [ana, ben],
      [ben, ana],
    ] as const) {
      await waiting.joins(room);
      await meetsNoBarrier(waiting);
      await coming.joins(room);
      await areInACall(ana, ben);
      await meetNoBarrier(ana, ben);
      await ana.leaves();
      await ben.leaves();
      await meetNoBarrier(ana, ben);
    }
  });

  it('in the call while the other is muted and has no camera, and in the dialog of devices', async () => {
    await callOfAnaAndBen();
    await Promise.all(
      [ana, ben].map(async (person) => {
        await person.mutes();
        await person.turnsTheCameraOff();
      }),
    );
    for (const person of [ana, ben]) {
      await person.seesTheOther({ microphone: 'off', camera: 'off' });
      await meetsNoBarrier(person);
      await person.presses('More');
      await person.browser.$('dialog[open]').waitForDisplayed();
      await meetsNoBarrier(person);
    }
  });

  it('in the call while the server is away, and while everything is', async () => {
    await callThroughItsOwnServer(async ({ server, ana: here, ben: there }) => {
      await server.stop('SIGKILL');
      for (const person of [here, there]) {
        await person.finds('[data-hint=signaling]', 'read that there is no contact with the server');
        await meetsNoBarrier(person);
      }
      await there.browser.url('about:blank');
      await here.reads('Your network seems to be gone');
      await meetsNoBarrier(here);
    });
  });

  it('in a second tab of a call, and in the first one when the second has taken it over; both begin at their heading', async () => {
    for (const person of [ana, ben]) {
      await person.joins(anyRoom());
      await person.isAlone();
      const first = await person.duplicatesTheTab();
      await person.sees('elsewhere');
      await meetsNoBarrier(person);
      expect(await focused(person)).toBe('You are in this call in another tab');
      await person.presses('Take the call over');
      await person.sees('call');
      await person.browser.switchToWindow(first);
      await person.sees('ended');
      await meetsNoBarrier(person);
      expect(await focused(person)).toBe('The call goes on in another tab or window');
      await person.browser.closeWindow();
      await person.browser.switchToWindow((await person.browser.getWindowHandles())[0]);
    }
  });

  for (const [role, person, other] of [
    ['caller', ana, ben],
    ['callee', ben, ana],
  ] as const) {
    it(`in the call of a ${role} while the other is away`, async () => {
      await callOfAnaAndBen();
      await other.opens('/nowhere');
      await person.finds('[data-tile=remote][data-presence=away] h2', 'read that the other is away');
      await meetsNoBarrier(person);
    });
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`in the lobby of somebody whose devices are refused, and on the page of a full call (${theme})`, async () => {
      const room = await callOfAnaAndBen();
      await someoneComes('Cleo', ana.kind, { devices: 'refused', theme }, async (cleo) => {
        await cleo.entersTheLobby(room);
        await cleo.finds('[data-problem=refused]', 'read that the devices are refused');
        await meetsNoBarrier(cleo);
        await cleo.pressesJoin('Join without camera and microphone');
        await cleo.sees('refused');
        await meetsNoBarrier(cleo);
      });
    });

    it(`on a page from plain http on another machine (${theme})`, async () => {
      await someoneComes('Finn', ana.kind, { alias: 'holdfast.test', theme }, async (finn) => {
        await finn.entersTheLobby(anyRoom());
        await finn.finds('[data-problem=insecure]', 'read why there are no devices');
        await meetsNoBarrier(finn);
      });
    });
  }
});
