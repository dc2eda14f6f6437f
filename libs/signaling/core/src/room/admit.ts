import type { Presence } from '@holdfast/protocol';
import type { PresentSeat, Seat } from '../seat/seat';
import { seatTransition } from '../seat/seat-state';
import type { Admitted, AdmitRequest } from '../store/room-store';
import { release } from './reserve';
import { restore } from './restore';
import { type Room, withLiveReservations, withSeat, withSeats } from './room';

/**
 * Turns a reservation into a seat that is present: the held one of this key, taken over from its older socket, or a new one. A ticket
 * that counts at this moment sets the room up first.
 */
export function admit(known: Room, request: AdmitRequest, reservationMs: number, now: number): Admitted | null {
  const live = withLiveReservations(known, now);
  const reservation = live.reservations.find(({ transport }) => transport === request.transport);
  if (reservation?.keyHash !== request.keyHash) return null;

  const { snapshot, absence } = request;
  const restored = snapshot && restore(live, snapshot, absence, reservationMs, now);
  const room: Room = { ...release(restored?.room ?? live, request.transport), life: 'begun' };
  const held = room.seats.find(({ keyHash }) => keyHash === request.keyHash);
  const began = known.life === 'awaited';
  if (!held) {
    if (room.seats.length >= room.settings.capacity) return null; // its ticket, which counted for the reservation, counts no more
    const seat = newSeat(reservation.newSeat, room.nextOrder, request);
    const seated = withSeats({ ...room, nextOrder: room.nextOrder + 1 }, [...room.seats, seat], now);
    return { room: seated, seat, resumed: false, replaced: null, began, restored, changed: true };
  }
  const seat = resumed(held, request);
  const changed = seat.incarnation !== held.incarnation;
  const replaced = held.state === 'present' ? held.socket : null;
  const rev = changed ? room.rev + 1 : room.rev;
  return { room: withSeat({ ...room, rev }, seat), seat, resumed: true, replaced, began, restored, changed };
}

function newSeat(id: string, order: number, { keyHash, socket, pageId, name, presence }: AdmitRequest): PresentSeat {
  return { id, keyHash, order, pageId, incarnation: 1, state: 'present', shown: { name, presence }, socket };
}

function resumed({ id, keyHash, order, ...held }: Seat, request: AdmitRequest): PresentSeat {
  const { socket, pageId, name } = request;
  const samePage = held.pageId === pageId;
  const incarnation = samePage ? held.incarnation : held.incarnation + 1;
  const presence = samePage && held.shown ? newerPresence(held.shown.presence, request.presence) : request.presence;
  const state = seatTransition(held.state, 'admit');
  return { id, keyHash, order, pageId, incarnation, state, shown: { name, presence }, socket };
}

/** Of two presences of the same incarnation the one with the higher version; the second where they are level. */
export function newerPresence(known: Presence, next: Presence): Presence {
  return next.version < known.version ? known : next;
}
