import { createCall, type Call } from '@holdfast/call-engine';
import {
  FakeOutgoingMedia,
  FakePeerConnection,
  FakeSeatLock,
  FakeTransport,
  MemorySeatStorage,
  type FakeHost,
} from '@holdfast/call-engine/testing';
import { WireLog } from '../harness/wire-log';
import { Line } from './line';
import { PageClock } from './page-clock';
import { Uplink } from './uplink';
import type { VirtualServer } from './virtual-server';

/** What the pages of all browsers share. */
export interface Surroundings {
  readonly room: string;
  readonly server: VirtualServer;
  readonly random: (bytes: Uint8Array) => Uint8Array;
}

/** One page that is open, or was. */
export class Page {
  readonly clock = new PageClock();
  readonly transport: FakeTransport;
  readonly call: Call;
  private readonly lines: Line[] = [];

  constructor(
    private readonly browser: Browser,
    { room, server, random }: Surroundings,
    readonly storage: MemorySeatStorage,
  ) {
    const { uplink } = browser;
    this.transport = new FakeTransport((link) => {
      const id = `${browser.name} ${browser.nextLine()}`;
      this.lines.push(new Line(id, link, uplink, this.clock, server));
    }, this.clock);
    this.call = createCall(room, {
      transport: browser.wire.over(this.transport),
      createConnection: (configuration) => this.inPage(browser.host.createConnection(configuration) as never) as never,
      storage,
      lock: browser.lock,
      media: browser.media,
      random,
      scheduler: this.clock,
    });
  }

  /** Its newest line to the server that the page still has, if any. */
  get line(): Line | undefined {
    return this.lines.filter((_line, index) => this.transport.links[index]?.state === 'open').at(-1);
  }

  /** The page runs no more: timers, messages and events wait. */
  freeze(): void {
    this.clock.freeze();
    this.browser.uplink.changed();
  }

  thaw(): void {
    if (!this.clock.frozen) return;
    this.clock.thaw();
    this.browser.uplink.changed();
    this.call.pageShown();
  }

  /** The process of the page is gone; the machine closes its sockets. */
  dies(): void {
    this.clock.thaw();
    this.call.dispose();
  }

  /** The machine is gone, with no word to anybody. */
  losesPower(): void {
    for (const line of this.lines) line.dies();
    this.dies();
  }

  /** Events of a connection wait while the page is frozen, as everything does that runs in it. */
  private inPage(connection: FakePeerConnection): FakePeerConnection {
    const { clock } = this;
    const hold = (target: EventTarget) => {
      const dispatch = target.dispatchEvent.bind(target);
      target.dispatchEvent = (event) => {
        clock.run(() => void dispatch(event));
        return true;
      };
    };
    hold(connection);
    const create = connection.createDataChannel.bind(connection);
    connection.createDataChannel = (label, init) => {
      const channel = create(label, init);
      if (channel instanceof EventTarget) hold(channel);
      return channel;
    };
    return connection;
  }
}

/** One person's browser: its place on the network, what it stores, and the page that is looked at. */
export class Browser {
  readonly uplink: Uplink;
  readonly lock = new FakeSeatLock();
  readonly media = FakeOutgoingMedia.on();
  /** What went between all pages of this browser and the server. */
  readonly wire = new WireLog();
  /** Every page that was ever opened, the oldest first. */
  readonly pages: Page[] = [];
  private lineCount = 0;

  constructor(
    readonly name: string,
    readonly host: FakeHost,
    private readonly surroundings: Surroundings,
  ) {
    this.uplink = new Uplink(host);
  }

  /** The page that is looked at; `null` where none is open. */
  page: Page | null = null;

  nextLine(): number {
    return (this.lineCount += 1);
  }

  /** Opens a page, or a duplicate of the one that is open; it joins by itself where it was in the call. */
  opens(storage = this.pages.at(-1)?.storage ?? new MemorySeatStorage()): Page {
    const page = new Page(this, this.surroundings, storage);
    this.pages.push(page);
    this.page = page;
    if (page.call.resumable !== null) page.call.join(page.call.resumable.name);
    return page;
  }

  reloads(): void {
    this.page?.clock.thaw();
    this.page?.call.pageHidden();
    this.page?.dies();
    this.opens();
  }

  /** The tab crashes. */
  crashes(): void {
    this.page?.dies();
    this.page = null;
  }

  /** The machine loses power. */
  losesPower(): void {
    this.page?.losesPower();
    this.page = null;
  }

  /** "Duplicate tab": a second page with a copy of the first one's storage, which becomes the one that is looked at. */
  duplicatesTab(): void {
    if (this.page !== null) this.opens(this.page.storage.duplicate());
  }

  joins(): void {
    const page = this.page ?? this.opens();
    page.thaw(); // nobody clicks in a page that is frozen
    const { call } = page;
    if (call.state$.value.phase === 'elsewhere') call.takeOver();
    else call.join(this.name);
  }
}
