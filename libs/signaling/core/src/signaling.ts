import { type Empty, type Ice, type Joined, type Signal, TIMES, type Update } from '@holdfast/protocol';
import { admissionEvents } from './admission-events';
import { announceAdmission, announceAway, announceDeparture, announcePresence, handOut } from './announcements';
import { closingsOf } from './farewells';
import type { Accepted } from './handshake/admission';
import type { LifecycleEvent } from './lifecycle-event';
import { answer, type Outcome, refuse } from './outcome';
import type { RateLimiter } from './rate-limiter';
import { DEFAULT_SETTINGS, type Room, type RoomSettings } from './room/room';
import type { RoomIds } from './room/room-ids';
import { type Absence, absenceOf, presentSeats } from './seat/seat';
import { Session } from './session/session';
import { SignalingError } from './signaling-error';
import type { Departure, Expiry, Extension, RoomStore } from './store/room-store';
import type { Tickets } from './ticket/tickets';

/** What stands behind the signaling. */
export interface SignalingPorts {
  readonly store: RoomStore;
  readonly tickets: Tickets;
  readonly roomIds: RoomIds;
  /** For the messages of each seat. */
  readonly rate: RateLimiter;
  readonly iceServers: (participant: string, room: string, settings: RoomSettings) => Promise<Ice>;
}

/** Asks the sockets of these seats whether any of them still receives from that one; no answer in time is a no. */
export type AskStillThere = (witnesses: readonly string[], seat: string) => Promise<boolean>;

const SEAT_GONE = new SignalingError('seat-gone', 'This socket has no seat any more.');
const NOTHING: Empty = {};

/** One method for each thing that a client can do, each of which answers everything that follows from it. */
export class Signaling {
  private readonly absence: Absence;
  private readonly absenceAfterClosing: Absence;

  constructor(
    private readonly ports: SignalingPorts,
    private readonly limits: Joined['limits'],
  ) {
    this.absence = absenceOf(limits.graceMs);
    const graceMs = limits.closingGraceMs;
    this.absenceAfterClosing = { graceMs, limitMs: graceMs }; // who said that it goes is not asked about
  }

  /**
   * The socket of an accepted handshake is connected: it gets its seat, and an older socket of the seat loses it.
   * @returns `null` where the place was kept for too long; then the socket is closed and nothing has changed
   */
  async join(
    { handshake, keyHash, transport, snapshot, absence }: Accepted,
    ice: Ice,
    socket: string,
  ): Promise<{ readonly session: Session; readonly outcome: Outcome<Empty> } | null> {
    const { room, pageId, name, presence } = handshake;
    const shown = { pageId, name, presence };
    const admitted = await this.ports.store.admit({ room, keyHash, transport, snapshot, absence, socket, ...shown });
    if (!admitted) return null;
    const session = new Session({ room, seat: admitted.seat.id, socket }, admitted.room.settings);
    const welcome = { ice, limits: this.limits, ticket: this.ports.tickets.issue(admitted.room) };
    return {
      session,
      outcome: {
        reply: NOTHING,
        closings: closingsOf(admitted),
        deliveries: announceAdmission(admitted, handshake, welcome),
        events: admissionEvents(admitted, absence.graceMs),
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
    const passedOver = change.seat.shown.presence.version > presence.version;
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
    return this.goneFrom(departure, 'left');
  }

  /**
   * The socket of a session is gone. Changes nothing unless it is still its seat's current one. May be repeated where the store fails:
   * the session is over only then, since how long the seat is kept goes by what it was.
   */
  async lose(session: Session): Promise<Outcome<Empty>> {
    const absence = session.state === 'staying' ? this.absence : this.absenceAfterClosing;
    const change = await this.ports.store.lose(session.ref, absence);
    session.apply('end');
    if (!change) return answer(NOTHING);
    const { room, seat } = session.ref;
    return {
      ...answer(NOTHING),
      deliveries: announceAway(change),
      events: [{ kind: 'seat-away', room, seat, graceMs: absence.graceMs }],
    };
  }

  /**
   * The grace of a seat is over: the one place that ends a seat which its owner did not leave. Where somebody still receives from it, it
   * is kept a while longer.
   * @returns the outcome, or after how many ms it is to be asked again
   */
  async expire(room: string, seat: string, ask: AskStillThere): Promise<Outcome<Empty> | Extension> {
    const expiry = await this.endOrExtend(room, seat, ask);
    if (!expiry) return answer(NOTHING);
    return 'dueInMs' in expiry ? { dueInMs: expiry.dueInMs } : this.goneFrom(expiry, 'expired');
  }

  /** A new ticket for everybody present, before the last one runs out. */
  async renewTicket(room: string): Promise<Outcome<Empty>> {
    const found = await this.ports.store.look(room);
    if (!found) return answer(NOTHING);
    const everybody = presentSeats(found.seats);
    return { ...answer(NOTHING), deliveries: handOut(this.ports.tickets.issue(found), everybody) };
  }

  /** A new unguessable id that stands for a room with these settings. The room itself begins with its first join. */
  make(settings: Partial<RoomSettings>): string {
    const { capacity = DEFAULT_SETTINGS.capacity, relayOnly = DEFAULT_SETTINGS.relayOnly } = settings;
    return this.ports.roomIds.make({ capacity, relayOnly });
  }

  /** What a room was made with; `null` where nobody made it. */
  settingsOf(room: string): RoomSettings | null {
    return this.ports.roomIds.read(room);
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

  private async endOrExtend(room: string, seat: string, ask: AskStillThere): Promise<Expiry> {
    const { store } = this.ports;
    const witnesses = await store.witnesses(room, seat);
    if ('dueInMs' in witnesses) return witnesses;
    const isReceived = witnesses.length > 0 && (await ask(witnesses, seat));
    return isReceived ? store.extend(room, seat, TIMES.stillThereExtension) : store.expire(room, seat);
  }

  private goneFrom(departure: Departure, reason: 'left' | 'expired'): Outcome<Empty> {
    const { room, seat } = departure;
    this.ports.rate.forget(seat.id);
    return {
      ...answer(NOTHING),
      deliveries: announceDeparture(departure, reason, this.ports.tickets.issue(room)),
      events: [{ kind: 'seat-left', room: room.id, seat: seat.id, reason }],
    };
  }
}
