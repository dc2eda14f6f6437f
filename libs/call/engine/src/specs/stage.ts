import type { Handshake, Signal } from '@holdfast/protocol';
import { BehaviorSubject, asyncScheduler, interval, switchMap } from 'rxjs';
import type { Call } from '../call';
import { createCall } from '../create-call';
import type { Peer } from '../peer';
import type { Log, LogDetails } from '../ports/log';
import { PULSE_MS } from '../ports/pulse';
import {
  FakeNetwork,
  FakeOutgoingMedia,
  FakeSeatLock,
  FakeServer,
  MemorySeatStorage,
  type FakeHost,
  type FakeNetworkOptions,
  type FakeServerOptions,
  type FakeTransport,
} from '../testing';

export const ROOM = 'room-of-the-fake-server';

/** For how long credentials last that are never good for the minute that is wanted of them; ahead of time they are renewed after half of it. */
export const TOO_SHORT_MS = 50_000;

/** A room with people in virtual time: fake server, fake network, real engines. */
export class Stage {
  readonly server: FakeServer;
  readonly network: FakeNetwork;
  readonly people: Person[] = [];
  private seed = 1;

  constructor(options: { readonly server?: FakeServerOptions; readonly network?: FakeNetworkOptions } = {}) {
    jest.useFakeTimers();
    this.server = new FakeServer(options.server);
    this.network = new FakeNetwork(options.network);
  }

  /** Somebody with a browser; not in the room yet. */
  person(name: string, media = FakeOutgoingMedia.on()): Person {
    const person = new Person(this, name, media);
    this.people.push(person);
    return person;
  }

  /** Two people who are connected: the first is the earlier seat. */
  async two(): Promise<readonly [Person, Person]> {
    const ana = this.person('Ana');
    const ben = this.person('Ben');
    await ana.joins();
    await ben.joins();
    expect(ana.peer.connection).toBe('connected');
    expect(ben.peer.connection).toBe('connected');
    return [ana, ben];
  }

  /** Two people who are connected, the second with an offer made ahead. */
  async twoWarm(): Promise<readonly [Person, Person]> {
    const ana = this.person('Ana');
    const ben = this.person('Ben');
    await ana.joins();
    await ben.looksAtLobby();
    await ben.joins();
    return [ana, ben];
  }

  /** Time goes by. */
  async pass(ms: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
  }

  readonly random = (bytes: Uint8Array): Uint8Array =>
    bytes.map(() => (this.seed = (this.seed * 16_807) % 2_147_483_647) & 255);

  /** Everybody closes the browser. */
  end(): void {
    for (const person of this.people) person.call.dispose();
    jest.clearAllTimers();
    jest.useRealTimers();
  }
}

/** One participant with a browser: a place on the network, a storage, devices, and the page that is open now. */
export class Person {
  readonly host: FakeHost;
  readonly storage = new MemorySeatStorage();
  /** The locks of the browser; a tab that was duplicated has the same ones. */
  readonly lock = new FakeSeatLock();
  /** Everything that was logged, and of it the reasons of what was dropped. */
  readonly logged: unknown[] = [];
  readonly drops: string[] = [];
  /** What the machine has on its networks. */
  readonly addresses = ['10.0.0.2'];
  private readonly tickMs$ = new BehaviorSubject(PULSE_MS);
  transport: FakeTransport;
  call: Call;

  constructor(
    private readonly stage: Stage,
    readonly name: string,
    readonly media: FakeOutgoingMedia,
  ) {
    this.host = stage.network.host(name);
    [this.transport, this.call] = this.openPage();
  }

  async joins(): Promise<void> {
    this.call.join(this.name);
    await this.stage.pass(200);
  }

  /** Looks at the lobby, where the page has been told what is known of the room, until its offer is ready. */
  async looksAtLobby(): Promise<void> {
    this.call.prepareOffer(this.stage.server.status);
    await this.stage.pass(100);
  }

  async leaves(): Promise<void> {
    const left = this.call.leave();
    await this.stage.pass(300);
    await left;
  }

  /** The page goes; the next one is there and joins by itself if the storage says so. */
  reloads(): void {
    this.call.pageHidden();
    this.closesPage();
    this.opensPageBeside();
  }

  /** "Duplicate tab": another page of the same browser, with a copy of the session storage; it joins by itself if that says so. */
  duplicatesTab(): Person {
    const twin = this.stage.person(this.name);
    twin.closesPage();
    Object.assign(twin, { storage: this.storage.duplicate(), lock: this.lock });
    twin.opensPageBeside();
    return twin;
  }

  /** The next page is there and joins by itself if the storage says so; nothing happens to the one before. */
  opensPageBeside(): void {
    [this.transport, this.call] = this.openPage();
    if (this.call.resumable !== null) this.call.join(this.call.resumable.name);
  }

  closesPage(): void {
    this.call.dispose();
  }

  /** Nobody looks at the page, and its browser has no workers: its ticks come once in a second. */
  hidesPage(): void {
    this.tickMs$.next(1_000);
  }

  showsPage(): void {
    this.tickMs$.next(PULSE_MS);
  }

  /** The only other one. */
  get peer(): Peer {
    const [peer, ...more] = this.call.peers$.value;
    if (peer === undefined || more.length > 0)
      throw new Error(`${this.name} sees ${more.length + (peer ? 1 : 0)} peers`);
    return peer;
  }

  get id(): string {
    const id = this.call.self$.value?.id;
    if (id === undefined) throw new Error(`${this.name} has no seat`);
    return id;
  }

  /** The handshake as it would be sent now. */
  get handshake(): Handshake {
    return this.transport.latest.auth();
  }

  /** Every signal this page has sent, over all its links. */
  get signals(): Signal[] {
    return this.transport.links.flatMap((link) => link.sent('signal'));
  }

  /** The generations of the connections this page has made signals for. */
  get connectionIds(): string[] {
    return [...new Set(this.signals.map(({ connectionId }) => connectionId))];
  }

  private openPage(): [FakeTransport, Call] {
    const write = (message: string, details?: LogDetails) => {
      this.logged.push([message, details]);
      if (message === 'dropped') this.drops.push(String(details?.['reason']));
    };
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const transport = this.stage.server.transport();
    const call = createCall(ROOM, {
      transport,
      createConnection: this.host.createConnection,
      restartHealsFailure: this.stage.network.restartHealsFailure,
      storage: this.storage,
      lock: this.lock,
      media: this.media,
      random: this.stage.random,
      scheduler: asyncScheduler,
      findAddresses: () => Promise.resolve({ addresses: [...this.addresses], areAll: true }),
      pulse$: this.tickMs$.pipe(switchMap((ms) => interval(ms))),
      log,
    });
    return [transport, call];
  }
}
