import type { Reserved, ReserveRefusal, ReserveRequest } from '../store/room-store';
import { DEFAULT_SETTINGS, newRoom, placesTaken, type Room, withLiveReservations } from './room';

/** Keeps a place: a key that has one already gets it again, everybody else as long as there is one. */
export function reserve(
  known: Room | null,
  request: ReserveRequest,
  reservationMs: number,
  now: number,
): { readonly room: Room; readonly reserved: Reserved } | ReserveRefusal {
  if (!known && !request.mayBegin) return 'room-not-found';
  const room = withLiveReservations(known ?? newRoom(request.room, DEFAULT_SETTINGS, 'awaited', now), now);

  const { keyHash, transport, newSeat } = request;
  const held = room.seats.find((seat) => seat.keyHash === keyHash);
  const awaited = room.reservations.find((reservation) => reservation.keyHash === keyHash);
  if (!held && !awaited && placesTaken(room) >= room.settings.capacity) return 'room-full';

  const others = room.reservations.filter((reservation) => reservation.transport !== transport);
  return {
    room: { ...room, reservations: [...others, { keyHash, transport, newSeat, until: now + reservationMs }] },
    reserved: { seat: held?.id ?? awaited?.newSeat ?? newSeat, settings: room.settings },
  };
}

/** Drops the reservation of a transport. */
export function release(room: Room, transport: string): Room {
  return { ...room, reservations: room.reservations.filter((reservation) => reservation.transport !== transport) };
}
