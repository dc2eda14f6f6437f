import type { Handshake, Ice } from '@holdfast/protocol';
import type { RateLimiter } from '../rate-limiter';
import type { RoomSettings } from '../room/room';
import { SignalingError } from '../signaling-error';
import type { Reserved, RoomStore } from '../store/room-store';
import { readHandshake } from './read-handshake';

/** Waits for some work, but not longer than so many ms: then the answer is `late`, whatever becomes of the work. */
export type Within = <T>(ms: number, work: Promise<T>) => Promise<T | 'late'>;

/** What stands behind an admission. */
export interface AdmissionPorts {
  readonly store: RoomStore;
  readonly rate: RateLimiter;
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
export interface Accepted extends Reserved {
  readonly handshake: Handshake;
  readonly keyHash: string;
  readonly transport: string;
}

/** Decides who gets a seat, in this order: protocol, size and schema, rate, may-join, a free place. */
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
    const retryAfterMs = this.ports.rate.take(address);
    if (retryAfterMs > 0) {
      throw new SignalingError('rate-limited', 'Too many handshakes from this address.', retryAfterMs);
    }
    await this.askWhetherMayJoin(mayJoin(handshake));

    const keyHash = this.ports.hash(`${handshake.room}\n${handshake.seatKey}`);
    return { handshake, keyHash, transport, ...(await this.reserve(handshake.room, keyHash, transport)) };
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

  private async reserve(room: string, keyHash: string, transport: string): Promise<Reserved> {
    const mayBegin = this.rules.rooms === 'open';
    const newSeat = this.ports.newSeatId();
    const reserved = await this.ports.store.reserve({ room, keyHash, transport, newSeat, mayBegin });
    if (reserved === 'room-not-found') throw new SignalingError('room-not-found', 'There is no such room.');
    if (reserved === 'room-full') throw new SignalingError('room-full', 'Every seat of the room is taken.');
    return reserved;
  }
}
