import type { Participant, Presence, Role } from '@holdfast/protocol';
import type { SeatState } from './seat-state';

/** A participant's place in a room. Seats that are `gone` are not kept, so a stored seat is present or away. */
export interface Seat {
  /** Made by the server at the first join; never used again. */
  readonly id: string;
  /** Hash of the seat key; the key itself is never kept. */
  readonly keyHash: string;
  /** Rises with each first join. The lowest of a room is the caller. */
  readonly order: number;
  /** The page load that holds the seat. */
  readonly pageId: string;
  /** How many page loads have held this seat; counts from 1. */
  readonly incarnation: number;
  readonly name: string;
  readonly presence: Presence;
  readonly state: Exclude<SeatState, 'gone'>;
  /** The socket that speaks for the seat, or the last one that did. */
  readonly socket: string;
  /** While away: when the grace ends, in ms of the store's clock. `null` while present. */
  readonly awayUntil: number | null;
}

/** Names one socket's hold of one seat. Whatever a reference asks for is done only while `socket` is still the seat's current one. */
export interface SeatRef {
  readonly room: string;
  readonly seat: string;
  readonly socket: string;
}

/** The role of a seat among the seats of its room: derived from the order, never stored. */
export function roleOf(seat: Seat, seats: readonly Seat[]): Role {
  return seats.every((other) => other.order >= seat.order) ? 'caller' : 'callee';
}

/** A seat as the others see it. */
export function participantOf(seat: Seat, seats: readonly Seat[]): Participant {
  const { id, pageId, name, order, state, incarnation, presence } = seat;
  return { id, pageId, name, order, role: roleOf(seat, seats), state, incarnation, presence };
}
