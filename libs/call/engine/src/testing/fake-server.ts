import {
  ERROR_STATUS,
  isRetryable,
  type ErrorCode,
  type Handshake,
  type Joined,
  type Notice,
  type OfferFate,
  type Participant,
  type RefusalBody,
  type RequestName,
  type RoomStatus,
  type Signal,
  type Update,
} from '@holdfast/protocol';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { RequestError } from '../request-error';
import { FakeTransport, type FakeLink, type FakeRequest } from './fake-transport';

export interface FakeServerOptions {
  readonly capacity?: number;
  readonly relayOnly?: boolean;
  /** For how long the ICE credentials are said to be good, in ms; absent: without end. */
  readonly iceTtlMs?: number;
  /** One way from a page to the server, in ms; 5 where absent. */
  readonly latencyMs?: number;
  readonly scheduler?: SchedulerLike;
}

interface FakeSeat {
  readonly key: string;
  participant: Participant;
  link: FakeLink | null;
}

/** The error body of a code. */
export function errorOf(code: ErrorCode): RefusalBody {
  return { code, status: ERROR_STATUS[code], message: code, retryable: isRetryable(code) };
}

/**
 * One room on a server in memory: seats, order, resumes, take-overs and `signal` as the protocol has them, without timers of its own.
 * What a server does in time (a grace that ends, a shutdown) a spec says by a verb.
 */
export class FakeServer {
  /** How many messages reached the server, handshakes included. */
  messages = 0;
  /** Every handshake that was sent, refused ones too. */
  readonly handshakes: Handshake[] = [];
  private readonly seats: FakeSeat[] = [];
  private readonly scheduler: SchedulerLike;
  private orders = 0;
  private renewals = 0;
  private refusals: RefusalBody[] = [];
  private readonly failing = new Map<RequestName, ErrorCode>();
  private changeHandshake: ((handshake: Handshake) => Handshake) | null = null;
  private changeJoined: ((joined: Joined) => Joined | null) | null = null;
  private readonly frozen = new Map<FakeLink, Notice[]>();
  private state: 'up' | 'down' | 'silent' = 'up';

  constructor(private readonly options: FakeServerOptions = {}) {
    this.scheduler = options.scheduler ?? asyncScheduler;
  }

  /** A page's way to this server. */
  transport(): FakeTransport {
    return new FakeTransport((link) => {
      this.later(() => {
        if (link.state === 'closed') return;
        if (this.state === 'down') return link.fail();
        if (this.state === 'up') this.admit(link, link.auth());
      });
    }, this.scheduler);
  }

  /** Everybody who has a seat, by order. */
  get participants(): readonly Participant[] {
    return this.seats.map(({ participant }) => participant);
  }

  /** What `GET /api/rooms/:room` says. */
  get status(): RoomStatus {
    const { capacity = 2, relayOnly = false } = this.options;
    const taken = this.seats.length;
    const status = { room: 'room-of-the-fake-server', exists: true, capacity, taken, relayOnly };
    return taken < capacity ? { ...status, ...this.ice() } : status;
  }

  /** Refuses the next handshake. */
  refuseNext(code: ErrorCode, retryAfterMs?: number): void {
    this.refusals.push(retryAfterMs === undefined ? errorOf(code) : { ...errorOf(code), retryAfterMs });
  }

  /** Answers the next request of this name with an error. */
  failNext(event: RequestName, code: ErrorCode): void {
    this.failing.set(event, code);
  }

  /** The process dies: every link breaks, nobody gets in. Seats are remembered. */
  stop(): void {
    this.state = 'down';
    for (const { link } of this.seats) link?.break();
    for (const seat of this.seats) this.goAway(seat, 'silently');
  }

  /** The process hangs: links stay open, nothing is answered. */
  fallSilent(): void {
    this.state = 'silent';
  }

  start(): void {
    this.state = 'up';
  }

  /** What the next handshake is when it arrives. */
  changeNextHandshake(change: (handshake: Handshake) => Handshake): void {
    this.changeHandshake = change;
  }

  /** What the next `joined` is when it is sent; `null` loses it. */
  changeNextJoined(change: (joined: Joined) => Joined | null): void {
    this.changeJoined = change;
  }

  /** The page of a seat is frozen: what is sent to it waits until it is thawed by what is returned. */
  freeze(id: string): () => void {
    const { link } = this.find(id);
    if (link === null) throw new Error(`${id} is away`);
    const waiting: Notice[] = [];
    this.frozen.set(link, waiting);
    return () => {
      this.frozen.delete(link);
      for (const notice of waiting) link.notify(notice);
    };
  }

  /** Announces the shutdown to all. */
  announceClosing(retryAfterMs: number): void {
    for (const { link } of this.seats) link?.notify({ event: 'server-closing', payload: { retryAfterMs } });
  }

  /** The socket of a seat breaks, and both ends notice. */
  breakLink(id: string): void {
    const seat = this.find(id);
    seat.link?.break();
    this.goAway(seat);
  }

  /** The grace of a seat that is away ends. */
  expire(id: string): void {
    this.remove(this.find(id), 'expired');
  }

  /** Asks a present seat whether media still comes from another one. */
  askStillThere(asked: string, about: string): Promise<boolean> {
    const { link } = this.find(asked);
    if (link === null) throw new Error(`${asked} is away`);
    return link.askStillThere(about);
  }

  /** Sends any notice to a seat. */
  notify(id: string, notice: Notice): void {
    this.find(id).link?.notify(notice);
  }

  private later(work: () => void): void {
    this.scheduler.schedule(work, this.options.latencyMs ?? 5);
  }

  private find(id: string): FakeSeat {
    const seat = this.seats.find(({ participant }) => participant.id === id);
    if (seat === undefined) throw new Error(`no seat ${id}`);
    return seat;
  }

  private admit(link: FakeLink, sent: Handshake): void {
    this.messages += 1;
    this.handshakes.push(sent);
    const handshake = this.changeHandshake?.(sent) ?? sent;
    this.changeHandshake = null;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return link.refuse(refusal);
    const known = this.seats.find(({ key }) => key === handshake.seatKey);
    if (known === undefined && this.seats.length >= (this.options.capacity ?? 2))
      return link.refuse(errorOf('room-full'));
    const seat = known ?? this.newSeat(handshake);
    const former = seat.link;
    seat.link = link;
    link.serve(
      (request) => this.later(() => this.answer(seat, link, request)),
      () => this.later(() => seat.link === link && this.goAway(seat)),
    );
    former?.notify({ event: 'seat-taken', payload: { by: handshake.pageId } });
    former?.break();
    const { participant } = seat;
    seat.participant = {
      ...participant,
      name: handshake.name,
      state: 'present',
      presence: handshake.presence,
      pageId: handshake.pageId,
      incarnation: participant.incarnation + (participant.pageId === handshake.pageId ? 0 : 1),
    };
    const { offer } = handshake;
    const fate = offer && this.fateOfOffer(seat, known !== undefined);
    const joined = { ...this.joined(seat, known !== undefined), ...(fate && { offer: fate }) };
    const told = this.changeJoined === null ? joined : this.changeJoined(joined);
    this.changeJoined = null;
    if (told !== null) this.deliver(link, { event: 'joined', payload: told });
    this.toOthers(seat, (other) =>
      known === undefined
        ? {
            event: 'peer-joined',
            payload: {
              peer: seat.participant,
              ...(fate && 'deliveredTo' in fate && fate.deliveredTo === other.participant.id ? { offer } : {}),
            },
          }
        : {
            event: 'peer-resumed',
            payload: { peer: seat.participant, connection: handshake.connections?.[other.participant.id] },
          },
    );
  }

  private fateOfOffer(seat: FakeSeat, resumed: boolean): OfferFate {
    if (resumed) return { dropped: 'resumed' };
    if ((this.options.capacity ?? 2) > 2) return { dropped: 'mesh' };
    const other = this.seats.find(({ participant, link }) => participant !== seat.participant && link !== null);
    return other === undefined ? { dropped: 'not-alone-with-one' } : { deliveredTo: other.participant.id };
  }

  private newSeat(handshake: Handshake): FakeSeat {
    this.orders += 1;
    const participant: Participant = {
      id: `seat-${this.orders}`,
      pageId: handshake.pageId,
      name: handshake.name,
      order: this.orders,
      role: this.seats.length === 0 ? 'caller' : 'callee',
      state: 'present',
      incarnation: 1,
      presence: handshake.presence,
    };
    const seat = { key: handshake.seatKey, participant, link: null };
    this.seats.push(seat);
    return seat;
  }

  private joined(seat: FakeSeat, resumed: boolean): Joined {
    const { capacity = 2, relayOnly = false } = this.options;
    return {
      room: { id: 'room-of-the-fake-server', capacity, relayOnly },
      self: seat.participant,
      peers: this.seats.filter((other) => other !== seat).map(({ participant }) => participant),
      ...this.ice(),
      ticket: `ticket-${seat.participant.id}`,
      limits: { messageBytes: 65_536, graceMs: 30_000, closingGraceMs: 8_000 },
      resumed,
    };
  }

  private ice(): Pick<Joined, 'iceServers' | 'iceTtlMs'> {
    const { iceTtlMs } = this.options;
    this.renewals += 1;
    const iceServers = [{ urls: ['turn:turn.example'], username: `user-${this.renewals}`, credential: 'secret' }];
    return iceTtlMs === undefined ? { iceServers } : { iceServers, iceTtlMs };
  }

  private answer(seat: FakeSeat, link: FakeLink, request: FakeRequest): void {
    if (this.state === 'silent') return;
    this.messages += 1;
    if (seat.link !== link) return request.fail(RequestError.answered(request.event, errorOf('seat-gone')));
    const failure = this.failing.get(request.event);
    if (failure !== undefined) {
      this.failing.delete(request.event);
      return request.fail(RequestError.answered(request.event, errorOf(failure)));
    }
    switch (request.event) {
      case 'signal': {
        const { to, ...signal } = request.payload as Signal;
        const other = this.seats.find(({ participant }) => participant.id === to);
        const error = other === undefined ? 'peer-unknown' : other.link === null ? 'peer-away' : null;
        if (error !== null) return request.fail(RequestError.answered('signal', errorOf(error)));
        this.deliver(other?.link ?? null, { event: 'signaled', payload: { from: seat.participant.id, ...signal } });
        break;
      }
      case 'update': {
        const { presence } = request.payload as Update;
        seat.participant = { ...seat.participant, presence };
        const { id, incarnation } = seat.participant;
        this.toOthers(seat, () => ({ event: 'peer-updated', payload: { id, incarnation, presence } }));
        break;
      }
      case 'leave':
        this.remove(seat, 'left');
        break;
      case 'renew-ice':
        return this.later(() => request.reply(this.ice()));
      case 'echo':
      case 'closing':
    }
    this.later(() => request.reply({}));
  }

  private goAway(seat: FakeSeat, how: 'told' | 'silently' = 'told'): void {
    seat.link = null;
    seat.participant = { ...seat.participant, state: 'away' };
    const { id } = seat.participant;
    if (how === 'told') this.toOthers(seat, () => ({ event: 'peer-away', payload: { id } }));
  }

  private remove(seat: FakeSeat, reason: 'left' | 'expired'): void {
    this.seats.splice(this.seats.indexOf(seat), 1);
    const { id } = seat.participant;
    this.toOthers(seat, () => ({ event: 'peer-left', payload: { id, reason } }));
  }

  private toOthers(seat: FakeSeat, notice: (other: FakeSeat) => Notice): void {
    for (const other of this.seats) if (other !== seat) this.deliver(other.link, notice(other));
  }

  private deliver(link: FakeLink | null, notice: Notice): void {
    const told = structuredClone(notice);
    this.later(() => {
      if (link === null) return;
      const waiting = this.frozen.get(link);
      if (waiting === undefined) link.notify(told);
      else waiting.push(told);
    });
  }
}
