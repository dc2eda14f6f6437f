import { type Absence, type AwaySeat, type PresentSeat, presentSeats, type Seat } from '../seat/seat';
import type { Snapshot } from '../ticket/snapshot';
import type { Reservation, Room } from './room';

/** A room was set up from a ticket. */
export interface Restoration {
  /** The room with the seats of the ticket, all of them away. */
  readonly room: Room;
  /** The seats that were in the room before. */
  readonly replaced: readonly Seat[];
  /** Those of them that were present and have no place any more. */
  readonly removed: readonly PresentSeat[];
}

/**
 * Sets a room up as a ticket has it, if the ticket counts: it is from before this store, the room is here for less than a grace, and
 * goes back to a lower `rev`. The seats of the ticket have the places. Whoever else is present keeps one for as long as a reservation,
 * where there is one, but not the seat: its order may be that of a restored one, and who is earlier never changes within a seat.
 * @returns `null` where the ticket is ignored
 */
export function restore(
  room: Room,
  snapshot: Snapshot,
  { graceMs, limitMs }: Absence,
  reservationMs: number,
  now: number,
): Restoration | null {
  const { origin, epoch, life } = room;
  if (snapshot.epoch === epoch || snapshot.rev <= origin.rev || now >= origin.contestedUntil) return null;

  const seats = snapshot.seats.map((seat): AwaySeat => {
    const shown = room.seats.find(({ keyHash }) => keyHash === seat.keyHash)?.shown ?? null;
    return { ...seat, state: 'away', shown, awayUntil: now + graceMs, extendableUntil: now + limitMs };
  });
  const restored = new Set(seats.map(({ keyHash }) => keyHash));
  const present = presentSeats(room.seats).filter(({ keyHash }) => !restored.has(keyHash));
  const free = snapshot.settings.capacity - seats.length;
  const waiting = present.slice(0, free).map(({ keyHash, socket, id }): Reservation => {
    return { keyHash, transport: socket, newSeat: id, until: now + reservationMs };
  });
  return {
    room: {
      ...room,
      settings: snapshot.settings,
      origin: { ...origin, rev: snapshot.rev },
      rev: Math.max(room.rev, snapshot.rev) + (life === 'begun' ? 1 : 0),
      nextOrder: Math.max(room.nextOrder, snapshot.nextOrder),
      seats,
      reservations: fitting([...waiting, ...room.reservations], restored, snapshot.settings.capacity),
      emptySince: null,
    },
    replaced: room.seats,
    removed: present.slice(free),
  };
}

/** The reservations of those who have a seat, and of others as long as there are places. */
function fitting(reservations: readonly Reservation[], seated: ReadonlySet<string>, capacity: number): Reservation[] {
  const placed = new Set(seated);
  return reservations.filter(({ keyHash }) => {
    if (placed.size < capacity) placed.add(keyHash);
    return placed.has(keyHash);
  });
}
