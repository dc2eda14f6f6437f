import { type JoinedPeer, type Participant, type Presence, type Role, TIMES } from '@holdfast/protocol';

/** What the holder of a seat shows of itself. */
export interface Shown {
  readonly name: string;
  readonly presence: Presence;
}

interface HeldSeat {
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
}

/** A seat that a socket speaks for. */
export interface PresentSeat extends HeldSeat {
  readonly state: 'present';
  readonly shown: Shown;
  readonly socket: string;
}

/** A seat that is kept for its owner. */
export interface AwaySeat extends HeldSeat {
  readonly state: 'away';
  /** `null` where the seat was restored from a ticket and its owner has not been back since. */
  readonly shown: Shown | null;
  /** When its grace ends, in ms of the store's clock. */
  readonly awayUntil: number;
  /** Until when the grace may be extended at most, in ms of the store's clock. */
  readonly extendableUntil: number;
}

/** A participant's place in a room. Seats that are `gone` are not kept, so a stored seat is present or away. */
export type Seat = PresentSeat | AwaySeat;

/** Names one socket's hold of one seat. Whatever a reference asks for is done only while `socket` is still the seat's current one. */
export interface SeatRef {
  readonly room: string;
  readonly seat: string;
  readonly socket: string;
}

/** How long an absence may last. */
export interface Absence {
  /** How long the seat is kept, in ms. */
  readonly graceMs: number;
  /** How long it is kept in all, in ms, however often somebody says that it is still received from. */
  readonly limitMs: number;
}

/** The absence of somebody who did not say that it goes. */
export function absenceOf(graceMs: number): Absence {
  return { graceMs, limitMs: Math.max(graceMs, TIMES.stillThereLimit) };
}

/** The role of a seat among the seats of its room: derived from the order, never stored. */
export function roleOf(seat: Seat, seats: readonly Seat[]): Role {
  return seats.every((other) => other.order >= seat.order) ? 'caller' : 'callee';
}

/** A seat as the others see it. */
export function participantOf(seat: PresentSeat, seats: readonly Seat[]): Participant;
export function participantOf(seat: Seat, seats: readonly Seat[]): JoinedPeer;
export function participantOf(seat: Seat, seats: readonly Seat[]): JoinedPeer {
  const { id, pageId, shown, order, state, incarnation } = seat;
  return { id, pageId, ...shown, order, role: roleOf(seat, seats), state, incarnation };
}

/** The seats that a socket speaks for; of one seat the others. */
export function presentSeats(seats: readonly Seat[], butNot?: string): PresentSeat[] {
  return seats.filter((seat) => seat.state === 'present').filter(({ id }) => id !== butNot);
}
