import { roleOf, type Seat, type SeatRef } from '../seat/seat';
import { type SeatEvent, seatTransition } from '../seat/seat-state';
import type { Departure } from '../store/room-store';
import { currentSeat } from './current-seat';
import { type Room, withSeats } from './room';

/** A participant gives its seat up. */
export function leave(room: Room, ref: SeatRef, now: number): Departure | null {
  const seat = currentSeat(room, ref);
  return seat && depart(room, seat, 'leave', now);
}

/** A seat is gone where the event ends one in its state. */
export function depart(room: Room, seat: Seat, event: SeatEvent, now: number): Departure | null {
  if (seatTransition(seat.state, event) !== 'gone') return null;
  const seats = room.seats.filter(({ id }) => id !== seat.id);
  const wasCaller = roleOf(seat, room.seats) === 'caller';
  return { room: withSeats(room, seats, now), seat, newCaller: wasCaller ? (seats[0] ?? null) : null };
}
