import type { Presence } from '@holdfast/protocol';
import type { PresentSeat, SeatRef } from '../seat/seat';
import type { PresenceChange } from '../store/room-store';
import { newerPresence } from './admit';
import { currentSeat } from './current-seat';
import { type Room, withSeat } from './room';

/** Replaces the presence of a seat; a lower version than the known one is passed over. */
export function update(room: Room, ref: SeatRef, presence: Presence): PresenceChange | null {
  const held = currentSeat(room, ref);
  if (!held) return null;
  const { name } = held.shown;
  const seat: PresentSeat = { ...held, shown: { name, presence: newerPresence(held.shown.presence, presence) } };
  return { room: withSeat(room, seat), seat };
}
