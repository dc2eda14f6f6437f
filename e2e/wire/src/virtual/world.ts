import { FakeNetwork } from '@holdfast/call-engine/testing';
import { Browser, type Surroundings } from './browser';
import { VirtualServer } from './virtual-server';

/** A room for two that anybody may join. */
export const ROOM = 'a-room-of-twenty-characters';

/** A server, a network and browsers in virtual time: real engines, the real core of the server, and nothing else that is real. */
export class World {
  readonly server = new VirtualServer();
  readonly network = new FakeNetwork();
  readonly browsers: Browser[] = [];
  /** The room that everybody has the link to. */
  readonly room: string;
  /** Somebody else who knows the room. */
  readonly stranger: Browser;
  private seed: number;

  /**
   * @param seed what keys and jitter are made of
   * @param capacity of the room; one for more than two is made, as POST makes it
   */
  constructor(seed = 1, capacity = 2) {
    jest.useFakeTimers();
    this.seed = (seed % 2_147_483_646) + 1;
    this.server.start();
    this.room = capacity === 2 ? ROOM : this.server.makeRoom(capacity);
    this.stranger = this.browser('Stranger');
  }

  /** Somebody with a browser; no page is open yet. */
  browser(name: string): Browser {
    const { server, room } = this;
    const random = (bytes: Uint8Array) => bytes.map(() => (this.seed = (this.seed * 16_807) % 2_147_483_647) & 255);
    const surroundings: Surroundings = { room, server, random };
    const browser = new Browser(name, this.network.host(name), surroundings);
    this.browsers.push(browser);
    return browser;
  }

  /** Time goes by. */
  async pass(ms: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
  }

  /** Lets time go by until it is so, at most so long; looks each `stepMs`. */
  async passUntil(isSo: () => boolean | Promise<boolean>, mostMs: number, stepMs = 250): Promise<void> {
    for (let ms = 0; ms < mostMs && !(await isSo()); ms += stepMs) await this.pass(stepMs);
  }

  /** Everything that can be healed is healed, and everybody has a page open but the stranger, who leaves. */
  heal(): void {
    this.server.start();
    this.server.setsClock(0);
    for (const browser of this.browsers) {
      browser.uplink.heal();
      browser.uplink.latencyMs = 15;
      for (const page of browser.pages) page.thaw();
      if (browser === this.stranger) void browser.page?.call.leave();
      else if (browser.page === null) browser.opens();
    }
  }

  /** Everybody closes the browser and the server stops; what is left of timers is the answer. */
  async end(): Promise<number> {
    for (const { pages } of this.browsers) for (const page of pages) page.dies();
    await this.pass(30_000); // sockets that nobody has told of their end
    this.server.kill();
    await this.pass(0);
    const left = jest.getTimerCount();
    this.abandon();
    return left;
  }

  /** Nothing of it goes on. */
  abandon(): void {
    jest.clearAllTimers();
    jest.useRealTimers();
  }
}
