import type { Joined, Participant } from '@holdfast/protocol';
import { asyncScheduler } from 'rxjs';
import { Drops } from '../drops';
import { calmAttemptPatience } from '../policies/attempt-patience';
import { calmBackOff } from '../policies/back-off';
import { calmEchoTimeOut } from '../policies/echo-time-out';
import { silentLog } from '../ports/log';
import { Scope } from '../scope';
import { SignalingClient } from '../signaling/signaling-client';
import { FakeTransport, type FakeLink } from '../testing';

export const OWN_PAGE = 'own-page-of-22-letters';
/** How far the server of the bench is, in ms: there and back. */
export const ROUND_TRIP_MS = 50;

const self: Participant = {
  id: 'seat-1',
  pageId: OWN_PAGE,
  name: 'Ana',
  order: 1,
  role: 'caller',
  state: 'present',
  incarnation: 1,
  presence: { version: 0, microphone: 'on', camera: 'on' },
};

const joined: Joined = {
  room: { id: 'room-of-the-fake-server', capacity: 2, relayOnly: false },
  self,
  peers: [],
  iceServers: [],
  limits: { messageBytes: 65_536, graceMs: 30_000, closingGraceMs: 8_000 },
  resumed: true,
};

/** A signaling client alone, in virtual time: the spec plays the server and the line, link by link. */
export class LinkBench {
  readonly transport = new FakeTransport();
  readonly states: string[] = [];
  readonly heard: string[] = [];
  proofs = 0;
  cuts = 0;
  refusals: string[] = [];
  private readonly scope = new Scope(asyncScheduler);
  readonly client: SignalingClient;

  constructor() {
    jest.useFakeTimers();
    this.client = new SignalingClient(this.scope.child(), {
      transport: this.transport,
      handshake: () => ({
        protocol: 1,
        room: 'room-of-the-fake-server',
        seatKey: 'seat-key-of-22-letters',
        pageId: OWN_PAGE,
        name: 'Ana',
        presence: self.presence,
      }),
      isReceiving: () => true,
      pageId: OWN_PAGE,
      policies: { backOff: calmBackOff, attemptPatience: calmAttemptPatience, echoTimeOut: calmEchoTimeOut },
      jitter: () => 0,
      drops: new Drops(silentLog),
      log: silentLog,
    });
    this.client.state$.subscribe((state) => this.states.push(state));
    this.client.notices$.subscribe(({ event }) => this.heard.push(event));
    this.client.proven$.subscribe(() => (this.proofs += 1));
    this.client.cut$.subscribe(() => (this.cuts += 1));
    this.client.refused$.subscribe(({ code }) => this.refusals.push(code));
  }

  /** A client whose first link has the seat's voice. */
  static async joined(): Promise<LinkBench> {
    const bench = new LinkBench();
    bench.client.open();
    await bench.joins(bench.link(0));
    return bench;
  }

  /** The n-th link that was opened, from 0. */
  link(index: number): FakeLink {
    const link = this.transport.links[index];
    if (link === undefined) throw new Error(`there are ${this.transport.links.length} links`);
    return link;
  }

  get links(): number {
    return this.transport.links.length;
  }

  /** CONNECT goes out on the link, and a round trip later the seat is there. */
  async joins(link: FakeLink): Promise<void> {
    link.auth();
    await this.pass(ROUND_TRIP_MS);
    link.notify({ event: 'joined', payload: joined });
  }

  /** The server answers every `echo` that has reached it on this link. */
  async answersEcho(link: FakeLink): Promise<void> {
    for (const request of link.requests) if (request.event === 'echo') request.reply({});
    await this.pass(0);
  }

  /** Time goes by. */
  async pass(ms: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
  }

  end(): void {
    this.scope.end();
    expect(this.transport.openLinks).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  }
}
