import { type AwaySeat, presentSeats } from '../seat/seat';
import type { Expiry, Extension } from '../store/room-store';
import { depart } from './depart';
import { type Room, withSeat } from './room';

/**
 * Who may say that a seat whose grace is over is still received from: everybody present. Nobody, where it is not to be kept any
 * longer. A timer that comes too early is told how long it still is: a grace that ends a moment later is not to end unasked.
 */
export function witnesses(room: Room, seatId: string, now: number): readonly string[] | Extension {
  const seat = awaySeat(room, seatId);
  if (seat && seat.awayUntil > now) return { dueInMs: seat.awayUntil - now };
  if (!seat || seat.extendableUntil <= now) return [];
  return presentSeats(room.seats, seatId).map(({ id }) => id);
}

/** Keeps a seat whose grace is over for so many ms more, within its limit. */
export function extend(
  room: Room,
  seatId: string,
  byMs: number,
  now: number,
): (Extension & { readonly room: Room }) | null {
  const seat = awaySeat(room, seatId);
  if (!seat) return null;
  const wanted = Math.min(now + byMs, seat.extendableUntil);
  const awayUntil = Math.max(seat.awayUntil, wanted);
  return { room: withSeat(room, { ...seat, awayUntil }), dueInMs: Math.max(0, awayUntil - now) };
}

/** The end of a seat's grace. A timer that comes too early is told how long it still is; one that comes too late ends nothing. */
export function expire(room: Room, seatId: string, now: number): Expiry {
  const seat = awaySeat(room, seatId);
  if (!seat) return null;
  return seat.awayUntil > now ? { dueInMs: seat.awayUntil - now } : depart(room, seat, 'expire', now);
}

function awaySeat(room: Room, seatId: string): AwaySeat | undefined {
  return room.seats.filter((seat) => seat.state === 'away').find(({ id }) => id === seatId);
}
