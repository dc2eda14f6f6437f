import type { Seat, SeatRef } from '../seat/seat';
import { seatTransition } from '../seat/seat-state';
import type { SeatChange } from '../store/room-store';
import { currentSeat } from './current-seat';
import { type Room, withSeat } from './room';

/** The socket of a seat broke: the seat is away and kept for `graceMs`. */
export function lose(room: Room, ref: SeatRef, graceMs: number, now: number): SeatChange | null {
  const held = currentSeat(room, ref);
  if (!held) return null;
  const state = seatTransition(held.state, 'lose');
  if (state === 'gone') return null;
  const seat: Seat = { ...held, state, awayUntil: now + graceMs };
  return { room: withSeat(room, seat), seat };
}
