import type { Presence } from '@holdfast/protocol';
import type { SeatRef } from '../seat/seat';
import type { SeatChange } from '../store/room-store';
import { newerPresence } from './admit';
import { currentSeat } from './current-seat';
import { type Room, withSeat } from './room';

/** Replaces the presence of a seat; a lower version than the known one is passed over. */
export function update(room: Room, ref: SeatRef, presence: Presence): SeatChange | null {
  const held = currentSeat(room, ref);
  if (!held) return null;
  const seat = { ...held, presence: newerPresence(held.presence, presence) };
  return { room: withSeat(room, seat), seat };
}
