import type { Reserved, ReserveRefusal, ReserveRequest } from '../store/room-store';
import { restore } from './restore';
import { newRoom, placesTaken, type Room, withLiveReservations } from './room';

/**
 * Keeps a place: a key that has one already gets it again, everybody else as long as there is one. Where a ticket is shown that counts,
 * it is the room of the ticket that is looked at; it is set up when the socket comes, so that a handshake alone changes nothing.
 */
export function reserve(
  known: Room | null,
  request: ReserveRequest,
  { epoch, reservationMs }: { readonly epoch: string; readonly reservationMs: number },
  now: number,
): { readonly room: Room; readonly reserved: Reserved } | ReserveRefusal {
  const { keyHash, transport, newSeat, snapshot, absence } = request;
  const found = known ?? begin(request, epoch, now);
  if (!found) return 'room-not-found';
  const room = withLiveReservations(found, now);
  const coming = (snapshot && restore(room, snapshot, absence, reservationMs, now)?.room) ?? room;

  const held = coming.seats.find((seat) => seat.keyHash === keyHash);
  const awaited = coming.reservations.find((reservation) => reservation.keyHash === keyHash);
  if (!held && !awaited && placesTaken(coming) >= coming.settings.capacity) return 'room-full';

  const others = room.reservations.filter((reservation) => reservation.transport !== transport);
  return {
    room: { ...room, reservations: [...others, { keyHash, transport, newSeat, until: now + reservationMs }] },
    reserved: { seat: held?.id ?? awaited?.newSeat ?? newSeat, settings: coming.settings },
  };
}

function begin({ room, beginsWith, snapshot, absence }: ReserveRequest, epoch: string, now: number): Room | null {
  const settings = beginsWith ?? snapshot?.settings;
  return settings ? newRoom({ id: room, epoch, settings }, absence.graceMs, now) : null;
}

/** Drops the reservation of a transport. */
export function release(room: Room, transport: string): Room {
  return { ...room, reservations: room.reservations.filter((reservation) => reservation.transport !== transport) };
}
