import type { Presence } from '@holdfast/protocol';
import type { Seat } from '../seat/seat';
import { seatTransition } from '../seat/seat-state';
import type { Admitted, AdmitRequest } from '../store/room-store';
import { release } from './reserve';
import { type Room, withLiveReservations, withSeat, withSeats } from './room';

/** Turns a reservation into a seat that is present: the held one of this key, taken over from its older socket, or a new one. */
export function admit(known: Room, request: AdmitRequest, now: number): Admitted | null {
  const live = withLiveReservations(known, now);
  const reservation = live.reservations.find(({ transport }) => transport === request.transport);
  if (reservation?.keyHash !== request.keyHash) return null;

  const room: Room = { ...release(live, request.transport), life: 'begun' };
  const held = room.seats.find(({ keyHash }) => keyHash === request.keyHash);
  const began = known.life === 'awaited';
  if (!held) {
    const seat = newSeat(reservation.newSeat, room.nextOrder, request);
    const seated = withSeats({ ...room, nextOrder: room.nextOrder + 1 }, [...room.seats, seat], now);
    return { room: seated, seat, resumed: false, replaced: null, began };
  }
  const seat = resumed(held, request);
  const replaced = held.state === 'present' ? held.socket : null;
  return { room: withSeat(room, seat), seat, resumed: true, replaced, began };
}

function newSeat(id: string, order: number, { keyHash, socket, pageId, name, presence }: AdmitRequest): Seat {
  return { id, keyHash, order, pageId, incarnation: 1, name, presence, state: 'present', socket, awayUntil: null };
}

function resumed(held: Seat, { socket, pageId, name, presence }: AdmitRequest): Seat {
  if (seatTransition(held.state, 'admit') !== 'present') return held;
  const samePage = held.pageId === pageId;
  return {
    ...held,
    pageId,
    incarnation: samePage ? held.incarnation : held.incarnation + 1,
    name,
    presence: samePage ? newerPresence(held.presence, presence) : presence,
    state: 'present',
    socket,
    awayUntil: null,
  };
}

/** Of two presences of the same incarnation the one with the higher version; the second where they are level. */
export function newerPresence(known: Presence, next: Presence): Presence {
  return next.version < known.version ? known : next;
}
