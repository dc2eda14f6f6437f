import { createCall, type Call, type CallState, type ConnectionState, type Peer } from '@holdfast/call-engine';
import { FakeOutgoingMedia, FakeSeatLock, MemorySeatStorage, type FakeHost } from '@holdfast/call-engine/testing';
import { SocketIoTransport } from '@holdfast/call-socket-io';
import type { RoomStatus } from '@holdfast/protocol';
import { randomFillSync } from 'node:crypto';
import { asyncScheduler } from 'rxjs';
import { eventually, until } from './until';
import { WireLog } from './wire-log';

/** One participant: a browser on the fake network, with one page open that has a real engine and a real transport. */
export class Person {
  readonly media = FakeOutgoingMedia.on();
  /** The browser's session storage: outlives a page. */
  storage = new MemorySeatStorage();
  /** The browser's locks: all its tabs have the same. */
  lock = new FakeSeatLock();
  /** What went between all pages of this person and the server. */
  readonly wire = new WireLog();
  call: Call;

  /**
   * @param origin where this person finds the server
   * @param createConnection what makes connections, where it is not simply the host
   */
  constructor(
    readonly name: string,
    readonly room: string,
    readonly host: FakeHost,
    readonly origin: string,
    private readonly createConnection = host.createConnection,
  ) {
    this.call = this.openPage();
  }

  /** Looks at the lobby until the offer for whoever is there is made, and its addresses are known. */
  async hasOfferReady(room: RoomStatus): Promise<void> {
    this.call.prepareOffer(room);
    const offer = this.host.latest;
    await eventually(`${this.name} has an offer ready`, () => offer.iceGatheringState === 'complete');
  }

  /** Clicks on join and has a seat. */
  async joins(): Promise<void> {
    this.call.join(this.name);
    await until(`${this.name} has joined`, this.call.state$, ({ phase }) => phase === 'joined');
  }

  /** Clicks on join and is refused; the answer is why. */
  async isRefused(): Promise<string> {
    this.call.join(this.name);
    const state = await until(`${this.name} is refused`, this.call.state$, ({ phase }) => phase === 'refused');
    return state.phase === 'refused' ? state.refusal.code : '';
  }

  leaves(): Promise<void> {
    return this.call.leave();
  }

  /** "Duplicate tab": another page of the same browser with a copy of the session storage, which joins by itself. */
  becomesATwinOf(other: Person): void {
    this.crashes();
    this.storage = other.storage.duplicate();
    this.lock = other.lock;
    this.opensPage();
  }

  /** The page is in this state. */
  async comesTo(phase: CallState['phase']): Promise<CallState> {
    return await until(`${this.name} comes to ${phase}`, this.call.state$, (state) => state.phase === phase);
  }

  /** Reloads the page: what was going on in it is gone, the new one joins by itself. */
  async reloads(): Promise<void> {
    this.closesTab();
    await this.opensAgain();
  }

  /** Closes the tab, or begins to reload it: the page says `closing` and is gone. */
  closesTab(): void {
    this.call.pageHidden();
    this.crashes();
  }

  /** The page is gone without a word, as after a crash. */
  crashes(): void {
    this.call.prepare(false); // a page that is gone takes its warmed transport with it
    this.call.dispose();
  }

  /** The page is opened again, joins by itself and has a seat. */
  async opensAgain(): Promise<void> {
    this.opensPage();
    await until(`${this.name} has joined again`, this.call.state$, ({ phase }) => phase === 'joined');
  }

  /** The page is opened again and joins by itself; nothing is waited for. */
  opensPage(): void {
    this.call = this.openPage();
    if (!this.call.resumable) throw new Error(`${this.name}'s page would not join by itself`);
    this.call.join(this.call.resumable.name);
  }

  /** Is in a call with these and nobody else, and hears and sees them. */
  async isInCallWith(...others: Person[]): Promise<void> {
    await until(`${this.name} is in a call with ${names(others)}`, this.call.peers$, (peers) => {
      const connected = peers.filter((peer) => peer.state === 'present' && peer.connection === 'connected');
      return peers.length === others.length && names(connected) === names(others);
    });
    for (const peer of this.call.peers$.value) {
      if (!peer.audio || !peer.video) throw new Error(`${this.name} gets no tracks of ${peer.name}`);
    }
  }

  /** Sees nobody else in the room. */
  async isAlone(): Promise<void> {
    await until(`${this.name} is alone`, this.call.peers$, (peers) => peers.length === 0);
  }

  /** Sees the other one's seat and connection in these states. */
  async sees(other: Person, seat: Peer['state'], connection?: ConnectionState): Promise<void> {
    const what = `${this.name} sees ${other.name} ${seat}${connection ? ` and ${connection}` : ''}`;
    await until(what, this.call.peers$, (peers) =>
      peers.some(
        (peer) =>
          peer.name === other.name && peer.state === seat && (connection ?? peer.connection) === peer.connection,
      ),
    );
  }

  async hasRole(role: 'caller' | 'callee'): Promise<void> {
    await until(`${this.name} is ${role}`, this.call.self$, (self) => self?.role === role);
  }

  /** One's own seat; throws where there is none. */
  get seat() {
    const seat = this.call.self$.value;
    if (!seat) throw new Error(`${this.name} has no seat`);
    return seat;
  }

  private openPage(): Call {
    return createCall(this.room, {
      transport: this.wire.over(new SocketIoTransport({ origin: this.origin })),
      createConnection: this.createConnection,
      storage: this.storage,
      lock: this.lock,
      media: this.media,
      random: (bytes) => randomFillSync(bytes),
      scheduler: asyncScheduler,
    });
  }
}

const names = (people: readonly { readonly name: string }[]): string =>
  people
    .map(({ name }) => name)
    .sort()
    .join(', ');
