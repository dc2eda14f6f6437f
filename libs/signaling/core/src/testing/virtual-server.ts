import type { Handshake, Ice, Reply } from '@holdfast/protocol';
import { type Accepted, Admission, type AdmissionRules } from '../handshake/admission';
import type { LifecycleEvent } from '../lifecycle-event';
import type { Delivery, Outcome } from '../outcome';
import { RateLimiter, type RateLimit } from '../rate-limiter';
import type { Session } from '../session/session';
import { Signaling } from '../signaling';
import { RoomIds } from '../room/room-ids';
import type { Signer } from '../signer';
import { InMemoryRoomStore } from '../store/in-memory-room-store';
import { Tickets } from '../ticket/tickets';

/** A room that anybody may join. */
export const ROOM = 'a-room-of-twenty-characters';

/** Times of the server under test, in ms. */
export const GRACE = 30_000;
export const CLOSING_GRACE = 8_000;
export const EMPTY_ROOM = 600_000;
export const RESERVATION = 2_000;

/** One page of one person: what it shows in a handshake. */
export function page(person: string, load = 1, changes: Partial<Handshake> = {}): Handshake {
  const presence = { version: 0, microphone: 'on', camera: 'on' } as const;
  const seatKey = `the-seat-key-of-${person}-0000`;
  return {
    protocol: 1,
    room: ROOM,
    seatKey,
    pageId: `page-number-${load}-of-${person}`,
    name: person,
    presence,
    ...changes,
  };
}

/** One socket of one page and all it was told. */
export interface Line {
  readonly socket: string;
  readonly session: Session;
  readonly inbox: Delivery[];
  closed: boolean;
}

/** Signs so that a changed text or another secret shows; no more than a test needs. */
export function fakeSigner(secret: string): Signer {
  const sum = (text: string) => [...text].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 16_777_619), 1);
  const digits = (text: string) => (sum(text) >>> 0).toString(36).padStart(7, '0');
  return {
    sign: (text) => ['a', 'b', 'c'].map((part) => digits(`${secret}${part}${text}`)).join(''),
    equal: (one, other) => one === other,
  };
}

interface Rules extends Partial<AdmissionRules> {
  readonly handshakeRate?: RateLimit;
  readonly seatRate?: RateLimit;
  readonly secret?: string;
  readonly messageRate?: RateLimit;
}

/** The whole core in virtual time, with a shell that only carries out. Time goes on when a test says so. */
export class VirtualServer {
  readonly events: LifecycleEvent[] = [];
  readonly store: InMemoryRoomStore;
  readonly signaling: Signaling;
  readonly admission: Admission;
  iceServers: (participant: string) => Promise<Ice> = async (participant) => ({
    iceServers: [{ urls: ['turn:turn.example.org'], username: participant, credential: 'secret' }],
  });
  /** Whether the holder of one seat says that it still receives from another; asked by `still-there`. */
  stillReceives: (witness: string, seat: string) => boolean = () => false;
  /** Who was asked about whom. */
  readonly asked: { readonly witness: string; readonly seat: string }[] = [];
  private now = 0;
  private count = 0;
  /** How far the wall clock is ahead of the steady one. */
  private clockOffset = 1_800_000_000_000;
  private readonly lines = new Map<string, Line>();
  private readonly speaking = new Map<string, Line>();

  constructor(
    private readonly rules: Rules = {},
    /** Which server in the same place this is. */
    private readonly epoch = 1,
  ) {
    const clock = () => this.now;
    const signer = fakeSigner(rules.secret ?? 'a secret');
    const tickets = new Tickets(signer, () => this.now + this.clockOffset);
    const roomIds = new RoomIds(signer, () => this.newId('').padStart(22, 'r'));
    this.store = new InMemoryRoomStore(
      { emptyRoomMs: EMPTY_ROOM, reservationMs: RESERVATION },
      clock,
      `epoch-${epoch}`,
    );
    const iceServers = (participant: string) => this.iceServers(participant);
    const plenty = { burst: 1_000, perSecond: 1_000 };
    const limits = { messageBytes: 65_536, graceMs: GRACE, closingGraceMs: CLOSING_GRACE };
    this.signaling = new Signaling(
      {
        store: this.store,
        tickets,
        roomIds,
        rate: new RateLimiter(rules.messageRate ?? plenty, clock),
        iceServers,
      },
      limits,
    );
    this.admission = new Admission(
      {
        store: this.store,
        tickets,
        roomIds,
        rate: new RateLimiter(rules.handshakeRate ?? plenty, clock),
        seatRate: new RateLimiter(rules.seatRate ?? plenty, clock),
        within: (_ms, work) => Promise.race([work, this.patienceEnds]),
        newSeatId: () => this.newId('seat'),
        hash: (text) => `hash of ${text}`,
        iceServers,
      },
      { rooms: 'open', graceMs: GRACE, joinTimeoutMs: 2_000, iceTimeoutMs: 1_000, ...rules },
    );
  }

  /** Call it to let every wait that is under way be too long. */
  losePatience: () => void = () => undefined;
  private readonly patienceEnds = new Promise<'late'>((resolve) => (this.losePatience = () => resolve('late')));

  /** Lets time go by. */
  after(ms: number): void {
    this.now += ms;
  }

  /** A server with an empty store takes the place of this one, at the same moment of the same wall clock. */
  restarted(changes: Rules = {}): VirtualServer {
    const next = new VirtualServer({ ...this.rules, ...changes }, this.epoch + 1);
    next.clockOffset = this.clockOffset + this.now;
    return next;
  }

  /** The wall clock is set to another time. */
  wallClockJumps(ms: number): void {
    this.clockOffset += ms;
  }

  /** A handshake up to the kept place. */
  knock(handshake: unknown, transport = this.newId('transport')): Promise<Accepted> {
    return this.admission.accept({ auth: handshake, transport, address: 'an address', mayJoin: async () => true });
  }

  /** The socket of an accepted handshake is connected. */
  async connect(accepted: Accepted): Promise<Line | null> {
    const socket = this.newId('socket');
    const joined = await this.signaling.join(accepted, await this.admission.iceServers(accepted), socket);
    if (!joined) return null;
    const line: Line = { socket, session: joined.session, inbox: [], closed: false };
    this.lines.set(socket, line);
    this.speaking.set(joined.session.ref.seat, line);
    this.carryOut(joined.outcome);
    return line;
  }

  /** A whole join. */
  async join(handshake: Handshake): Promise<Line> {
    const line = await this.connect(await this.knock(handshake));
    if (!line) throw new Error('the place was not kept');
    return line;
  }

  /** The socket breaks. */
  async cut(line: Line): Promise<void> {
    const { seat } = line.session.ref;
    if (this.speaking.get(seat) === line) this.speaking.delete(seat);
    this.carryOut(await this.signaling.lose(line.session));
  }

  /** The timer of a seat's grace goes off. */
  async graceTimer(seat: string): Promise<number | 'done'> {
    const outcome = await this.signaling.expire(ROOM, seat, async (witnesses, about) => {
      this.asked.push(...witnesses.map((witness) => ({ witness, seat: about })));
      return witnesses.some((witness) => this.stillReceives(witness, about));
    });
    if ('dueInMs' in outcome) return outcome.dueInMs;
    this.carryOut(outcome);
    return 'done';
  }

  /** Carries out an outcome and gives back its reply. */
  carryOut<T>(outcome: Outcome<T>): Reply<T> {
    for (const { socket, farewell } of outcome.closings) {
      const line = this.lines.get(socket);
      if (!line) continue;
      const { seat } = line.session.ref;
      if (this.speaking.get(seat) === line) this.speaking.delete(seat);
      line.session.apply('end');
      line.inbox.push(...farewell.map((notice) => ({ to: seat, ...notice }) as Delivery));
      line.closed = true;
    }
    for (const delivery of outcome.deliveries) {
      const line = this.speaking.get(delivery.to);
      if (!line) throw new Error(`a ${delivery.event} went to a seat without a socket`);
      line.session.follow(delivery);
      line.inbox.push(delivery);
    }
    this.events.push(...outcome.events);
    return outcome.reply;
  }

  private newId(kind: string): string {
    this.count += 1;
    return `${kind}-${this.epoch}-${this.count}`;
  }
}

/** The payloads of all notices of one name that a line got, in order. */
export function told<E extends Delivery['event']>(line: Line, event: E): Extract<Delivery, { event: E }>['payload'][] {
  return line.inbox.filter((notice) => notice.event === event).map(({ payload }) => payload as never);
}

/** The names of all notices that a line got, in order. */
export function names(line: Line): string[] {
  return line.inbox.map(({ event }) => event);
}
