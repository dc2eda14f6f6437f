import { randomBytes } from 'node:crypto';
import { TIMES } from '@holdfast/protocol';
import type { RateLimit, RoomStore } from '@holdfast/signaling-core';
import type { IceServers } from './hooks/ice-servers';
import type { MayJoin } from './hooks/may-join';
import type { SignalingEvents } from './hooks/signaling-events';

/** What `SignalingModule.forRoot` takes. Everything has a working default; all times are in milliseconds. */
export interface SignalingOptions {
  /** Whether a room begins with its first join or POST (`open`, the default), or with POST alone (`made`). */
  readonly rooms?: 'open' | 'made';
  /**
   * What tickets and the ids of made rooms are signed with: 32 random characters or more (fewer than 16 are refused), the same after a
   * restart and in every process behind one name. Default: a random one, so that after a restart no ticket counts (everybody joins anew, a call goes on but its seats
   * are given anew) and no made room is known.
   */
  readonly secret?: string;
  /** How long a seat is kept after its socket broke. Default 30 s. */
  readonly graceMs?: number;
  /** How long a seat is kept after its page said `closing`. Default 8 s. */
  readonly closingGraceMs?: number;
  /** How long a room is kept that nobody has a seat in. Default 10 min. */
  readonly emptyRoomMs?: number;
  /** How long `MayJoin` may take. Default 2 s. */
  readonly joinTimeoutMs?: number;
  /** How long a place is kept between the handshake and its socket. Default 2 s. */
  readonly reservationMs?: number;
  /** How long after a failure of the store the end of a grace is asked for again. Default 5 s. */
  readonly storeRetryMs?: number;
  /** How long a transport may stay open without a handshake, as in a lobby. Default 150 s. */
  readonly unjoinedMs?: number;
  /** Heartbeat: a ping each `pingIntervalMs`, and the socket is dead `pingTimeoutMs` after one without answer. Default 5 s and 4 s. */
  readonly pingIntervalMs?: number;
  readonly pingTimeoutMs?: number;
  /** Over how long the return of the clients is spread when the server stops. Default 3 s. */
  readonly returnSpreadMs?: number;
  /** How many transports without a seat one address may have open. Default 50. */
  readonly unjoinedPerAddress?: number;
  /** Handshakes of one address. Default a burst of 120, then 10 a second. */
  readonly handshakeRate?: RateLimit;
  /** Handshakes that show one seat key. Default a burst of 10, then 1 a second. */
  readonly seatRate?: RateLimit;
  /** Messages of one seat. Default a burst of 200, then 50 a second. */
  readonly messageRate?: RateLimit;
  /** Rooms made by one address. Default a burst of 30, then 1 a second. */
  readonly makeRate?: RateLimit;
  /** Looks at rooms by one address. Default a burst of 120, then 10 a second. */
  readonly lookRate?: RateLimit;
  /** Connectivity checks asked for by one address. Default a burst of 10, then one in 5 s. */
  readonly connectivityRate?: RateLimit;
  /** How many proxies before this server are trusted to name the client in `X-Forwarded-For`. Default 0: the address of the connection. */
  readonly trustedProxies?: number;
  /** Origin of the links to rooms, such as `https://call.example.org`. Default: that of the request. */
  readonly publicUrl?: string;
  /** Who may join. Default: everybody who knows the room's id. */
  readonly mayJoin?: MayJoin;
  /** STUN and TURN servers. Default: none. `TurnIceServers` gives those of a coturn. */
  readonly iceServers?: IceServers;
  /** Is told what happens to rooms and seats. Default: nobody. */
  readonly events?: SignalingEvents;
  /** Where rooms are kept. Default: in the memory of this process. */
  readonly store?: RoomStore;
}

/** The options after the defaults were filled in. */
export type ResolvedSignalingOptions = Required<
  Omit<SignalingOptions, 'publicUrl' | 'mayJoin' | 'iceServers' | 'events' | 'store'>
> &
  Pick<SignalingOptions, 'publicUrl' | 'mayJoin' | 'iceServers' | 'events' | 'store'>;

const DEFAULTS = {
  rooms: 'open',
  graceMs: TIMES.grace,
  closingGraceMs: TIMES.closingGrace,
  emptyRoomMs: TIMES.emptyRoom,
  joinTimeoutMs: 2_000,
  reservationMs: 2_000,
  storeRetryMs: 5_000,
  unjoinedMs: 150_000,
  pingIntervalMs: 5_000,
  pingTimeoutMs: 4_000,
  returnSpreadMs: 3_000,
  unjoinedPerAddress: 50,
  handshakeRate: { burst: 120, perSecond: 10 },
  seatRate: { burst: 10, perSecond: 1 },
  messageRate: { burst: 200, perSecond: 50 },
  makeRate: { burst: 30, perSecond: 1 },
  lookRate: { burst: 120, perSecond: 10 },
  connectivityRate: { burst: 10, perSecond: 0.2 },
  trustedProxies: 0,
} as const satisfies SignalingOptions;

/** Shorter than this a secret is guessed, or was never set: then anybody could write tickets and ids of made rooms. */
const SECRET_LENGTH = 16;

/**
 * Fills in the defaults. An option that is `undefined` counts as absent.
 * @throws RangeError where the secret is too short
 */
export function resolveOptions(options: SignalingOptions): ResolvedSignalingOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved = { ...DEFAULTS, secret: randomBytes(32).toString('base64url'), ...given };
  if (resolved.secret.length < SECRET_LENGTH) {
    throw new RangeError(`SignalingModule: the secret must have at least ${SECRET_LENGTH} characters`);
  }
  return resolved;
}
