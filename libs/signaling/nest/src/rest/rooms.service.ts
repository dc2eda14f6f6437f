import { Inject, Injectable } from '@nestjs/common';
import { isRoomId, type MadeRoom, type MakeRoom, type RoomStatus } from '@holdfast/protocol';
import { DEFAULT_SETTINGS, RateLimiter, Signaling, SignalingError } from '@holdfast/signaling-core';
import { GuestIce } from '../hooks/guest-ice';
import { ResolvedOptions } from '../resolved-options';
import { steadyClock } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';

/** For how long the credentials that a lobby is given are good, in ms; `joined` replaces them. */
const LOBBY_TTL_MS = 5 * 60_000;

/** Makes rooms and says what state they are in. Names nobody. */
@Injectable()
export class RoomsService {
  private readonly makeRate: RateLimiter;
  private readonly lookRate: RateLimiter;

  constructor(
    private readonly signaling: Signaling,
    private readonly ice: GuestIce,
    @Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions,
  ) {
    this.makeRate = new RateLimiter(options.makeRate, steadyClock);
    this.lookRate = new RateLimiter(options.lookRate, steadyClock);
  }

  /**
   * Makes a room: an id that stands for it. Nothing is kept of it before its first join.
   * @param origin of the request, for the link where the options name none; `null` where it has none
   * @throws SignalingError `rate-limited`, `bad-message`
   */
  make(settings: MakeRoom, address: string, origin: string | null): MadeRoom {
    limit(this.makeRate, address);
    const linkedAt = this.options.publicUrl ?? origin;
    if (linkedAt === null) throw new SignalingError('bad-message', 'The request names no host.');
    const room = this.signaling.make(settings);
    return { room, url: new URL(`/r/${room}`, linkedAt).href };
  }

  /**
   * Says what state a room is in. In open mode also of one that nobody has joined yet.
   * @throws SignalingError `room-not-found`, `rate-limited`
   */
  async look(room: string, address: string): Promise<RoomStatus> {
    limit(this.lookRate, address);
    const found = isRoomId(room) ? await this.signaling.look(room) : null;
    const settings = found?.settings ?? this.signaling.settingsOf(room);
    if (!settings && (this.options.rooms === 'made' || !isRoomId(room))) {
      throw new SignalingError('room-not-found', 'There is no such room.');
    }
    const { capacity, relayOnly } = settings ?? DEFAULT_SETTINGS;
    const taken = found?.seats.length ?? 0;
    const status = { room, exists: settings !== null, capacity, taken, relayOnly };
    if (taken >= capacity) return status;
    // without them the lobby still says who is there; the join brings its own
    return { ...status, ...(await this.ice.of({ room, relayOnly, ttlMs: LOBBY_TTL_MS }, address)) };
  }
}

function limit(rate: RateLimiter, address: string): void {
  const retryAfterMs = rate.take(address);
  if (retryAfterMs > 0) throw new SignalingError('rate-limited', 'Too many requests from this address.', retryAfterMs);
}
