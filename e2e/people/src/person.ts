import type { BrowserKind } from './browsers/found-browsers';
import { killTheContent } from './content-process';
import { describePage, type PageName, type ShownDevice } from './page';
import { readReceivedMedia, watchConnections, type ReceivedMedia } from './received-media';
import { linkOf, roomOf } from './room';

/** How far the counts must rise until media is said to flow. In frames and packets: what a second brings depends on the machine. */
const flowing: ReceivedMedia = { framesDecoded: 3, audioPackets: 10 };

/** Somebody in front of a browser: does what people do, by the names that controls have, and waits until the page shows it. */
export class Person {
  /** The tabs whose pages are watched. */
  private readonly prepared = new Set<string>();

  constructor(
    readonly name: string,
    /** Asked for when it is needed: while spec files are read, WebdriverIO has only a stand-in for it. */
    private readonly itsBrowser: () => WebdriverIO.Browser,
    /** Where this person finds the server. */
    private readonly origin: string,
  ) {}

  get browser(): WebdriverIO.Browser {
    return this.itsBrowser();
  }

  /** Which browser this person sits in front of. */
  get kind(): BrowserKind {
    return this.browser.capabilities.browserName === 'firefox' ? 'firefox' : 'chromium';
  }

  // Ways

  /** Leaves whatever page is shown, and whatever it kept: as if nobody had been here yet with this browser. */
  async startsAfresh(): Promise<void> {
    await this.opens('/'); // the home page keeps nothing
    await this.browser.execute(async () => {
      localStorage.clear();
      sessionStorage.clear();
      await new Promise((resolve, reject) => {
        const forgotten = indexedDB.deleteDatabase('holdfast');
        forgotten.onsuccess = resolve;
        forgotten.onerror = reject;
      });
    });
  }

  async opens(path: string): Promise<void> {
    await this.watchesTheTab();
    await this.browser.url(this.origin + path);
  }

  /** Scripts that run before those of the page are a tab's own. */
  private async watchesTheTab(): Promise<void> {
    const tab = await this.browser.getWindowHandle();
    if (!this.prepared.has(tab)) await this.browser.addInitScript(watchConnections);
    this.prepared.add(tab);
  }

  /** Starts a call on the home page; the room it led to. */
  async startsACall(): Promise<string> {
    await this.opens('/');
    await this.presses('Start a call');
    await this.sees('lobby');
    return this.room();
  }

  async entersTheLobby(room: string): Promise<void> {
    await this.opens(linkOf(room));
    await this.sees('lobby');
  }

  /** Opens the link and joins, once the lobby has got the devices that the button speaks of. */
  async joins(room: string, button = 'Join the call'): Promise<void> {
    await this.entersTheLobby(room);
    await this.pressesJoin(button);
    await this.sees('call');
  }

  async pressesJoin(button = 'Join the call'): Promise<void> {
    await this.hasDevices();
    await this.saysTheName();
    await this.presses(button);
  }

  async saysTheName(): Promise<void> {
    const field = this.browser.$('aria/Your name');
    if ((await field.getValue()) !== this.name) await field.setValue(this.name);
  }

  /** In the lobby: both devices are there, or it is known that they are not. */
  async hasDevices(): Promise<void> {
    const decided = ['camera', 'microphone'].map((device) => `:not([data-${device}=idle], [data-${device}=asking])`);
    await this.finds(
      `[data-page=lobby] [data-camera]${decided.join('')}`,
      'get an answer from the browser about both devices',
    );
  }

  async joinsAgain(): Promise<void> {
    await this.presses('Join again');
    await this.sees('call');
  }

  async leaves(): Promise<void> {
    await this.presses('Leave');
    await this.sees('ended');
  }

  async reloads(): Promise<void> {
    await this.browser.refresh();
  }

  /** Duplicates the tab, with what it remembers, as browsers offer it, and goes there; the tab that was left. */
  async duplicatesTheTab(): Promise<string> {
    const left = await this.browser.getWindowHandle();
    const remembered = await this.browser.execute(() => JSON.stringify(sessionStorage));
    const address = await this.browser.getUrl();
    // not `window.open`, which copies it too: Chromium's driver never starts scripts in a page opened that way
    await this.browser.newWindow(this.origin);
    await this.browser.execute((entries) => Object.assign(sessionStorage, JSON.parse(entries)), remembered);
    await this.watchesTheTab();
    await this.browser.url(address);
    return left;
  }

  /** Closes the tab and goes to an empty one of the same browser. */
  async closesTheTab(): Promise<void> {
    const left = await this.browser.getWindowHandle();
    await this.browser.newWindow('about:blank');
    const empty = await this.browser.getWindowHandle();
    await this.browser.switchToWindow(left);
    await this.browser.closeWindow();
    await this.browser.switchToWindow(empty);
  }

  /** The process that shows the tab dies, without a word to anybody; goes to an empty one of the same browser. */
  async losesTheTab(): Promise<void> {
    const left = await this.browser.getWindowHandle();
    await this.browser.newWindow('about:blank');
    const empty = await this.browser.getWindowHandle();
    await this.browser.switchToWindow(left);
    await killTheContent(this.browser);
    await this.browser.switchToWindow(empty);
  }

  /** Closes every tab but the one in front. */
  async keepsOneTab(): Promise<void> {
    const kept = await this.browser.getWindowHandle();
    for (const tab of await this.browser.getWindowHandles()) {
      if (tab === kept) continue;
      await this.browser.switchToWindow(tab);
      await this.browser.closeWindow();
    }
    await this.browser.switchToWindow(kept);
  }

  async goesToTab(tab: string): Promise<void> {
    await this.browser.switchToWindow(tab);
  }

  /** When the document that is shown was begun: the same for as long as nobody loads the page anew. */
  async documentBegan(): Promise<number> {
    return await this.browser.execute(() => performance.timeOrigin);
  }

  // Controls

  async mutes(): Promise<void> {
    await this.presses('Mute');
  }

  async unmutes(): Promise<void> {
    await this.presses('Unmute');
  }

  async turnsTheCameraOff(): Promise<void> {
    await this.presses('Turn camera off');
  }

  async turnsTheCameraOn(): Promise<void> {
    await this.presses('Turn camera on');
  }

  /** Goes to the button or link with this accessible name and presses it. Controls of a call that have faded come back on the way. */
  async presses(control: string): Promise<void> {
    const element = this.browser.$(`aria/${control}`);
    await this.until(`find "${control}"`, () => element.isExisting());
    await element.moveTo();
    await this.until(`come to press "${control}"`, () => element.isClickable());
    await element.click();
  }

  // What one sees

  async room(): Promise<string> {
    return roomOf(await this.browser.getUrl());
  }

  async sees(page: PageName): Promise<void> {
    await this.finds(`[data-page=${page}]`, `see the page "${page}"`);
  }

  /** The other's tile stands, and its connection does. */
  async isInACall(): Promise<void> {
    await this.finds('[data-tile=remote][data-connection=connected]', 'get into a call with anybody');
  }

  /** In the room, with nobody else. */
  async isAlone(): Promise<void> {
    await this.finds('[data-page=call] [data-waiting]', 'come to be alone in the room');
  }

  async seesTheOther(shown: { microphone?: ShownDevice; camera?: ShownDevice; name?: string }): Promise<void> {
    const { microphone, camera, name } = shown;
    const attributes = [
      microphone && `[data-microphone=${microphone}]`,
      camera && `[data-camera=${camera}]`,
      name && `[aria-label="${name}"]`,
    ];
    const tile = `[data-tile=remote]${attributes.filter(Boolean).join('')}`;
    await this.finds(tile, `see the other like this: ${JSON.stringify(shown)}`);
  }

  async reads(text: string): Promise<void> {
    await this.until(`read "${text}"`, async () => (await this.browser.$('body').getText()).includes(text));
  }

  /** Frames of the other's camera are decoded and packets of the microphone arrive, from now on. */
  async seesAndHears(): Promise<void> {
    await this.receives(flowing, 'see and hear the other');
  }

  async hears(): Promise<void> {
    await this.receives({ ...flowing, framesDecoded: 0 }, 'hear the other');
  }

  async seesThePicture(): Promise<void> {
    await this.receives({ ...flowing, audioPackets: 0 }, 'see the other');
  }

  /** What has arrived so far. */
  async received(): Promise<ReceivedMedia> {
    return await this.browser.execute(readReceivedMedia);
  }

  /** Waits for a condition of this person's page. Where it does not come, the error tells what the page shows instead. */
  async until(what: string, condition: () => Promise<boolean>): Promise<void> {
    try {
      await this.browser.waitUntil(condition);
    } catch (cause) {
      const shown = JSON.stringify(await this.browser.execute(describePage));
      throw new Error(`${this.name} did not ${what}. What ${this.name} has: ${shown}`, { cause });
    }
  }

  private async receives(more: ReceivedMedia, what: string): Promise<void> {
    let before = await this.received();
    await this.until(what, async () => {
      const now = await this.received();
      // a new connection took the place of another: it counts from the beginning
      if (now.framesDecoded < before.framesDecoded || now.audioPackets < before.audioPackets) before = now;
      return (
        now.framesDecoded >= before.framesDecoded + more.framesDecoded &&
        now.audioPackets >= before.audioPackets + more.audioPackets
      );
    });
  }

  /** Waits until an element is there. `what` says in words what that means. */
  async finds(selector: string, what: string): Promise<void> {
    await this.until(what, () => this.browser.$(selector).isExisting());
  }
}
