import type { Handshake, Ice } from '@holdfast/protocol';
import type { RateLimiter } from '../rate-limiter';
import { DEFAULT_SETTINGS, type RoomSettings } from '../room/room';
import type { RoomIds } from '../room/room-ids';
import { absenceOf } from '../seat/seat';
import { SignalingError } from '../signaling-error';
import type { Recollection, Reserved, RoomStore } from '../store/room-store';
import type { Tickets } from '../ticket/tickets';
import { readHandshake } from './read-handshake';

/** Waits for some work, but not longer than so many ms: then the answer is `late`, whatever becomes of the work. */
export type Within = <T>(ms: number, work: Promise<T>) => Promise<T | 'late'>;

/** What stands behind an admission. */
export interface AdmissionPorts {
  readonly store: RoomStore;
  readonly tickets: Tickets;
  readonly roomIds: RoomIds;
  /** For the handshakes of each address. */
  readonly rate: RateLimiter;
  /** For the handshakes that show one seat key. */
  readonly seatRate: RateLimiter;
  readonly within: Within;
  /** Makes the id of a new seat. */
  readonly newSeatId: () => string;
  /** A one-way hash (SHA-256 or better) as text. */
  readonly hash: (text: string) => string;
  readonly iceServers: (participant: string, room: string, settings: RoomSettings) => Promise<Ice>;
}

/** What an admission follows. */
export interface AdmissionRules {
  /** Whether rooms begin with their first join, or with POST alone. */
  readonly rooms: 'open' | 'made';
  /** How long the seats of a restored room are kept for their owners, in ms. */
  readonly graceMs: number;
  /** How long the decision whether somebody may join may take, in ms. */
  readonly joinTimeoutMs: number;
  /** How long ICE servers are waited for, in ms. Shorter than a reservation is kept. */
  readonly iceTimeoutMs: number;
}

/** Somebody asks for a seat. */
export interface Knock {
  /** What came as the `auth` of CONNECT. */
  readonly auth: unknown;
  readonly transport: string;
  /** Where it came from, for the rate. */
  readonly address: string;
  readonly mayJoin: (handshake: Handshake) => Promise<boolean>;
}

/** A handshake that has a place kept for it. */
export interface Accepted extends Reserved, Recollection {
  readonly handshake: Handshake;
  readonly keyHash: string;
  readonly transport: string;
}

/** Decides who gets a seat, in this order: protocol, size and schema, rates, may-join, a free place. A ticket is never a reason to refuse. */
export class Admission {
  constructor(
    private readonly ports: AdmissionPorts,
    private readonly rules: AdmissionRules,
  ) {}

  /**
   * Lets a handshake in and keeps a place for it.
   * @throws SignalingError where it is refused; then nothing is kept
   */
  async accept({ auth, transport, address, mayJoin }: Knock): Promise<Accepted> {
    const handshake = readHandshake(auth);
    limit(this.ports.rate, address, 'Too many handshakes from this address.');
    const keyHash = this.ports.hash(`${handshake.room}\n${handshake.seatKey}`);
    limit(this.ports.seatRate, keyHash, 'Too many handshakes for this seat.');
    await this.askWhetherMayJoin(mayJoin(handshake));

    const snapshot = this.ports.tickets.read(handshake.ticket, handshake.room, keyHash);
    const recollection: Recollection = { snapshot, absence: absenceOf(this.rules.graceMs) };
    const reserved = await this.reserve(handshake.room, keyHash, transport, recollection);
    return { handshake, keyHash, transport, ...recollection, ...reserved };
  }

  /**
   * ICE servers for the seat of an accepted handshake. A call without them is better than none, and `renew-ice` asks again: so they
   * are waited for, but not insisted upon.
   */
  async iceServers({ seat, handshake, settings }: Accepted): Promise<Ice> {
    const none: Ice = { iceServers: [] };
    const asked = this.ports.iceServers(seat, handshake.room, settings).catch(() => none);
    const ice = await this.ports.within(this.rules.iceTimeoutMs, asked);
    return ice === 'late' ? none : ice;
  }

  private async askWhetherMayJoin(decision: Promise<boolean>): Promise<void> {
    const allowed = await this.ports.within(this.rules.joinTimeoutMs, decision);
    if (allowed === 'late') throw new SignalingError('join-timeout', 'Whether this client may join took too long.');
    if (!allowed) throw new SignalingError('not-allowed', 'This client may not join the room.');
  }

  private async reserve(
    room: string,
    keyHash: string,
    transport: string,
    recollection: Recollection,
  ): Promise<Reserved> {
    const { store, roomIds, newSeatId } = this.ports;
    const beginsWith = roomIds.read(room) ?? (this.rules.rooms === 'open' ? DEFAULT_SETTINGS : null);
    const reserved = await store.reserve({
      room,
      keyHash,
      transport,
      newSeat: newSeatId(),
      beginsWith,
      ...recollection,
    });
    if (reserved === 'room-not-found') throw new SignalingError('room-not-found', 'There is no such room.');
    if (reserved === 'room-full') throw new SignalingError('room-full', 'Every seat of the room is taken.');
    return reserved;
  }
}

function limit(rate: RateLimiter, key: string, message: string): void {
  const retryAfterMs = rate.take(key);
  if (retryAfterMs > 0) throw new SignalingError('rate-limited', message, retryAfterMs);
}
