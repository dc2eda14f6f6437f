import type { Seat } from '../seat/seat';

/** What a room was made with. */
export interface RoomSettings {
  /** How many seats the room has. */
  readonly capacity: number;
  /** Whether media may only go through a relay. */
  readonly relayOnly: boolean;
}

/** The settings of a room that begins with its first join and whose id says nothing else. */
export const DEFAULT_SETTINGS: RoomSettings = { capacity: 2, relayOnly: false };

/** A place kept for a handshake that was let in but whose socket is not connected yet. Those with the same `keyHash` share one place. */
export interface Reservation {
  readonly keyHash: string;
  /** The transport whose handshake it is: one reservation for each, dropped when the transport closes. */
  readonly transport: string;
  /** The id that the seat gets if its key holds none by then: one of its own, since a held seat may be gone before the socket comes. */
  readonly newSeat: string;
  /** When it is dropped by itself, in ms of the store's clock. */
  readonly until: number;
}

/** What a room in a store goes back to. */
export interface RoomOrigin {
  /** The `rev` of the ticket that it was restored from; 0 where it was begun anew. */
  readonly rev: number;
  /** Until when a ticket of a higher `rev` counts for more, in ms of the store's clock. */
  readonly contestedUntil: number;
}

/** A room as a store keeps it. */
export interface Room {
  readonly id: string;
  /** The store that it is in: a random name that is another one whenever all rooms were lost. */
  readonly epoch: string;
  readonly settings: RoomSettings;
  /** `awaited` until the first join is confirmed: such a room lives only as long as its reservations. */
  readonly life: 'awaited' | 'begun';
  readonly origin: RoomOrigin;
  /** Counts the changes of its seats and of their incarnations. */
  readonly rev: number;
  /** The order of the next new seat; never goes back. */
  readonly nextOrder: number;
  /** By rising order. */
  readonly seats: readonly Seat[];
  readonly reservations: readonly Reservation[];
  /** Since when nobody has a seat, in ms of the store's clock; `null` while somebody has. */
  readonly emptySince: number | null;
}

/** A room that nobody has joined yet. */
export function newRoom(
  { id, epoch, settings }: Pick<Room, 'id' | 'epoch' | 'settings'>,
  graceMs: number,
  now: number,
): Room {
  const origin = { rev: 0, contestedUntil: now + graceMs };
  return {
    id,
    epoch,
    settings,
    life: 'awaited',
    origin,
    rev: 0,
    nextOrder: 1,
    seats: [],
    reservations: [],
    emptySince: now,
  };
}

/** The room without the reservations whose time is over. */
export function withLiveReservations(room: Room, now: number): Room {
  const reservations = room.reservations.filter(({ until }) => until > now);
  return reservations.length === room.reservations.length ? room : { ...room, reservations };
}

/** How many places are taken: seats, present or away, and reservations for people who have none yet. */
export function placesTaken(room: Room): number {
  return new Set([...room.seats, ...room.reservations].map(({ keyHash }) => keyHash)).size;
}

/** Whether a room has ended: nobody holds a seat or a reservation, and it was never joined or was empty for `emptyRoomMs`. */
export function hasEnded(room: Room, emptyRoomMs: number, now: number): boolean {
  if (room.emptySince === null || room.reservations.some(({ until }) => until > now)) return false;
  return room.life === 'awaited' || now - room.emptySince >= emptyRoomMs;
}

/** The room with other seats; keeps track of since when it is empty. */
export function withSeats(room: Room, seats: readonly Seat[], now: number): Room {
  const emptySince = seats.length > 0 ? null : (room.emptySince ?? now);
  return { ...room, rev: room.rev + 1, seats, emptySince };
}

/** The room with one of its seats replaced. */
export function withSeat(room: Room, seat: Seat): Room {
  return { ...room, seats: room.seats.map((other) => (other.id === seat.id ? seat : other)) };
}
