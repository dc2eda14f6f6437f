import type { Absence, AwaySeat, SeatRef } from '../seat/seat';
import { seatTransition } from '../seat/seat-state';
import type { SeatChange } from '../store/room-store';
import { currentSeat } from './current-seat';
import { type Room, withSeat } from './room';

/** The socket of a seat broke: the seat is away and kept for its grace. */
export function lose(room: Room, ref: SeatRef, { graceMs, limitMs }: Absence, now: number): SeatChange | null {
  const held = currentSeat(room, ref);
  if (!held) return null;
  const { id, keyHash, order, pageId, incarnation, shown } = held;
  const state = seatTransition(held.state, 'lose');
  const kept = { awayUntil: now + graceMs, extendableUntil: now + limitMs };
  const seat: AwaySeat = { id, keyHash, order, pageId, incarnation, state, shown, ...kept };
  return { room: withSeat(room, seat), seat };
}
