import type { Handshake, Ice, Joined, PeerLeftReason } from '@holdfast/protocol';
import { offerFate } from './handshake/warm-offer';
import type { LifecycleEvent } from './lifecycle-event';
import type { Delivery } from './outcome';
import type { Room } from './room/room';
import { participantOf, type Seat } from './seat/seat';
import type { Admitted, Departure, SeatChange } from './store/room-store';

/** Who is told what when a room changes. Only who is present is told anything: `joined` tells everybody else when it comes back. */
function toPresentOthers(room: Room, seat: Seat, notice: (other: Seat) => Delivery): Delivery[] {
  return room.seats.filter(({ id, state }) => id !== seat.id && state === 'present').map(notice);
}

/** A socket has its seat: `joined` to itself, `peer-joined` or `peer-resumed` to the others. */
export function announceAdmission(
  admitted: Admitted,
  { connections, offer }: Handshake,
  ice: Ice,
  limits: Joined['limits'],
): Delivery[] {
  const { room, seat, resumed } = admitted;
  const { capacity, relayOnly } = room.settings;
  const self = participantOf(seat, room.seats);
  const peers = room.seats.filter(({ id }) => id !== seat.id).map((other) => participantOf(other, room.seats));
  const fate = offerFate(admitted, offer);
  const joined: Joined = {
    room: { id: room.id, capacity, relayOnly },
    self,
    peers,
    ...ice,
    limits,
    resumed,
    ...(fate && { offer: fate }),
  };
  const others = toPresentOthers(room, seat, ({ id }) => {
    if (!resumed) {
      const delivered = fate && 'deliveredTo' in fate && fate.deliveredTo === id;
      return { to: id, event: 'peer-joined', payload: { peer: self, ...(delivered && { offer }) } };
    }
    const connection = connections && Object.hasOwn(connections, id) ? connections[id] : undefined;
    return { to: id, event: 'peer-resumed', payload: { peer: self, ...(connection && { connection }) } };
  });
  return [{ to: seat.id, event: 'joined', payload: joined }, ...others];
}

/** What an admission means for timers, logs and hooks. */
export function admissionEvents({ room, seat, resumed, replaced, began }: Admitted): LifecycleEvent[] {
  if (resumed) return [{ kind: 'seat-resumed', room: room.id, seat: seat.id, takenOver: replaced !== null }];
  const joined: LifecycleEvent = { kind: 'seat-joined', room: room.id, seat: seat.id };
  return began ? [{ kind: 'room-begun', room: room.id }, joined] : [joined];
}

/** A socket broke. */
export function announceAway({ room, seat }: SeatChange): Delivery[] {
  return toPresentOthers(room, seat, ({ id }) => ({ to: id, event: 'peer-away', payload: { id: seat.id } }));
}

/** A participant shows something else of itself. */
export function announcePresence({ room, seat }: SeatChange): Delivery[] {
  const { id, incarnation, presence } = seat;
  return toPresentOthers(room, seat, (other) => ({
    to: other.id,
    event: 'peer-updated',
    payload: { id, incarnation, presence },
  }));
}

/** A seat is gone; the next one is caller where it was the caller's. */
export function announceDeparture({ room, seat, newCaller }: Departure, reason: PeerLeftReason): Delivery[] {
  const left = toPresentOthers(room, seat, ({ id }): Delivery => {
    return { to: id, event: 'peer-left', payload: { id: seat.id, reason } };
  });
  if (newCaller?.state !== 'present') return left;
  return [...left, { to: newCaller.id, event: 'role-changed', payload: { role: 'caller' } }];
}
