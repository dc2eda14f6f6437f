import type { Empty, Ice, Joined, Signal, Update } from '@holdfast/protocol';
import { admissionEvents, announceAdmission, announceAway, announceDeparture, announcePresence } from './announcements';
import type { Accepted } from './handshake/admission';
import type { LifecycleEvent } from './lifecycle-event';
import { answer, type Outcome, refuse } from './outcome';
import type { RateLimiter } from './rate-limiter';
import { DEFAULT_SETTINGS, type Room, type RoomSettings } from './room/room';
import { Session } from './session/session';
import { SignalingError } from './signaling-error';
import type { RoomStore } from './store/room-store';

/** What stands behind the signaling. */
export interface SignalingPorts {
  readonly store: RoomStore;
  /** For the messages of each seat. */
  readonly rate: RateLimiter;
  /** Makes the id of a room: 128 random bits, as `randomId` does. */
  readonly newRoomId: () => string;
  readonly iceServers: (participant: string, room: string, settings: RoomSettings) => Promise<Ice>;
}

const SEAT_GONE = new SignalingError('seat-gone', 'This socket has no seat any more.');
const NOTHING: Empty = {};

/** One method for each thing that a client can do, each of which answers everything that follows from it. */
export class Signaling {
  constructor(
    private readonly ports: SignalingPorts,
    private readonly limits: Joined['limits'],
  ) {}

  /**
   * The socket of an accepted handshake is connected: it gets its seat, and an older socket of the seat loses it.
   * @returns `null` where the place was kept for too long; then the socket is closed and nothing has changed
   */
  async join(
    { handshake, keyHash, transport }: Accepted,
    ice: Ice,
    socket: string,
  ): Promise<{ readonly session: Session; readonly outcome: Outcome<Empty> } | null> {
    const { room, pageId, name, presence } = handshake;
    const admitted = await this.ports.store.admit({ room, keyHash, transport, socket, pageId, name, presence });
    if (!admitted) return null;
    const session = new Session({ room, seat: admitted.seat.id, socket }, admitted.room.settings);
    return {
      session,
      outcome: {
        reply: NOTHING,
        closings: admitted.replaced === null ? [] : [{ socket: admitted.replaced, takenBy: pageId }],
        deliveries: announceAdmission(admitted, handshake, ice, this.limits),
        events: admissionEvents(admitted),
      },
    };
  }

  /** Whether one more message of this seat is taken now; else the error that answers it. Going away is always possible. */
  hear(session: Session, event: string): SignalingError | null {
    if (session.state === 'over') return SEAT_GONE;
    if (event === 'leave' || event === 'closing') return null;
    const retryAfterMs = this.ports.rate.take(session.ref.seat);
    return retryAfterMs > 0 ? new SignalingError('rate-limited', 'Too many messages.', retryAfterMs) : null;
  }

  /** Hands a signal to one present member of the same room. Asks nobody, so that signals keep their order. */
  signal(session: Session, { to, ...signal }: Signal): Outcome<Empty> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('message');
    const state = session.roster.stateOf(to);
    if (state === null) return refuse(new SignalingError('peer-unknown', 'Nobody of this id is in the room.'));
    if (state === 'away') return refuse(new SignalingError('peer-away', 'This peer has no socket at the moment.'));
    return {
      ...answer(NOTHING),
      deliveries: [{ to, event: 'signaled', payload: { from: session.ref.seat, ...signal } }],
    };
  }

  /** Replaces the presence of a seat and shows it to the others. */
  async update(session: Session, { presence }: Update): Promise<Outcome<Empty>> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('message');
    const change = await this.ports.store.update(session.ref, presence);
    if (!change) return refuse(SEAT_GONE);
    const passedOver = change.seat.presence.version > presence.version;
    return { ...answer(NOTHING), deliveries: passedOver ? [] : announcePresence(change) };
  }

  /** ICE servers with fresh credentials. */
  async renewIce(session: Session): Promise<Outcome<Ice>> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('message');
    const { seat, room } = session.ref;
    return answer(await this.ports.iceServers(seat, room, session.settings));
  }

  /** The server is there. */
  echo(session: Session): Outcome<Empty> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('message');
    return answer(NOTHING);
  }

  /** The page goes away: should the socket break now, the seat is kept only as long as a reload takes. */
  closing(session: Session): Outcome<Empty> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('closing');
    return answer(NOTHING);
  }

  /** Gives the seat up. The session is over before the store is asked, so that nothing behind this message still counts. */
  async leave(session: Session): Promise<Outcome<Empty>> {
    if (session.state === 'over') return refuse(SEAT_GONE);
    session.apply('end');
    const departure = await this.ports.store.leave(session.ref);
    if (!departure) return refuse(SEAT_GONE);
    this.ports.rate.forget(session.ref.seat);
    return {
      ...answer(NOTHING),
      deliveries: announceDeparture(departure, 'left'),
      events: [{ kind: 'seat-left', room: session.ref.room, seat: session.ref.seat, reason: 'left' }],
    };
  }

  /** The socket of a session is gone. Changes nothing unless it is still its seat's current one. */
  async lose(session: Session): Promise<Outcome<Empty>> {
    const graceMs = session.state === 'staying' ? this.limits.graceMs : this.limits.closingGraceMs;
    session.apply('end');
    const change = await this.ports.store.lose(session.ref, graceMs);
    if (!change) return answer(NOTHING);
    const { room, seat } = session.ref;
    return {
      ...answer(NOTHING),
      deliveries: announceAway(change),
      events: [{ kind: 'seat-away', room, seat, graceMs }],
    };
  }

  /**
   * The grace of a seat is over: the one place that ends a seat which its owner did not leave.
   * @returns the outcome, or after how many ms it is to be asked again
   */
  async expire(room: string, seat: string): Promise<Outcome<Empty> | { readonly dueInMs: number }> {
    const expiry = await this.ports.store.expire(room, seat);
    if (!expiry) return answer(NOTHING);
    if ('dueInMs' in expiry) return expiry;
    this.ports.rate.forget(seat);
    return {
      ...answer(NOTHING),
      deliveries: announceDeparture(expiry, 'expired'),
      events: [{ kind: 'seat-left', room, seat, reason: 'expired' }],
    };
  }

  /** Begins a room with these settings under a new unguessable id. */
  async make(settings: Partial<RoomSettings>): Promise<{ readonly room: string; readonly event: LifecycleEvent }> {
    const room = this.ports.newRoomId();
    const { capacity = DEFAULT_SETTINGS.capacity, relayOnly = DEFAULT_SETTINGS.relayOnly } = settings;
    await this.ports.store.make(room, { capacity, relayOnly });
    return { room, event: { kind: 'room-begun', room } };
  }

  /** The room, or `null` where it has not begun or has ended. */
  look(room: string): Promise<Room | null> {
    return this.ports.store.look(room);
  }

  /** Forgets the rooms that have ended. */
  async sweep(): Promise<readonly LifecycleEvent[]> {
    const ended = await this.ports.store.sweep();
    return ended.map((room) => ({ kind: 'room-ended', room }));
  }
}
