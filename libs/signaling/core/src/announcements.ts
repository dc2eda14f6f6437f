import type { Handshake, Ice, Joined, PeerLeftReason } from '@holdfast/protocol';
import { offerFate } from './handshake/warm-offer';
import type { Delivery } from './outcome';
import type { Room } from './room/room';
import { participantOf, type PresentSeat, presentSeats, type Seat } from './seat/seat';
import type { Admitted, Departure, PresenceChange, SeatChange } from './store/room-store';

/** Who is told what when a room changes. Only who is present is told anything: `joined` tells everybody else when it comes back. */
function toPresentOthers(room: Room, seat: Seat, notice: (other: PresentSeat) => Delivery): Delivery[] {
  return presentSeats(room.seats, seat.id).map(notice);
}

/** What a socket that gets its seat is told beyond the room itself. */
export interface Welcome {
  readonly ice: Ice;
  readonly limits: Joined['limits'];
  /** Of the room as it is now. */
  readonly ticket: string;
}

/** A socket has its seat: `joined` to itself; `peer-joined` or `peer-resumed` to the others, and their new ticket. */
export function announceAdmission(
  admitted: Admitted,
  { connections, offer }: Handshake,
  { ice, limits, ticket }: Welcome,
): Delivery[] {
  const { room, seat, resumed, changed } = admitted;
  const { capacity, relayOnly } = room.settings;
  const self = participantOf(seat, room.seats);
  const peers = room.seats.filter(({ id }) => id !== seat.id).map((other) => participantOf(other, room.seats));
  const fate = offerFate(admitted, offer);
  const joined: Joined = {
    room: { id: room.id, capacity, relayOnly },
    self,
    peers,
    ...ice,
    ticket,
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
  const tickets = changed ? handOut(ticket, presentSeats(room.seats, seat.id)) : [];
  return [{ to: seat.id, event: 'joined', payload: joined }, ...others, ...tickets];
}

/** The same ticket for each of these. */
export function handOut(ticket: string, seats: readonly PresentSeat[]): Delivery[] {
  return seats.map(({ id }) => ({ to: id, event: 'ticket', payload: { ticket } }));
}

/** A socket broke. */
export function announceAway({ room, seat }: SeatChange): Delivery[] {
  return toPresentOthers(room, seat, ({ id }) => ({ to: id, event: 'peer-away', payload: { id: seat.id } }));
}

/** A participant shows something else of itself. */
export function announcePresence({ room, seat }: PresenceChange): Delivery[] {
  const { id, incarnation, shown } = seat;
  return toPresentOthers(room, seat, (other) => ({
    to: other.id,
    event: 'peer-updated',
    payload: { id, incarnation, presence: shown.presence },
  }));
}

/** A seat is gone; the next one is caller where it was the caller's. Who stays gets the ticket of the room without it. */
export function announceDeparture(
  { room, seat, newCaller }: Departure,
  reason: PeerLeftReason,
  ticket: string,
): Delivery[] {
  const left = toPresentOthers(room, seat, ({ id }): Delivery => {
    return { to: id, event: 'peer-left', payload: { id: seat.id, reason } };
  });
  const tickets = handOut(ticket, presentSeats(room.seats, seat.id));
  if (newCaller?.state !== 'present') return [...left, ...tickets];
  return [...left, { to: newCaller.id, event: 'role-changed', payload: { role: 'caller' } }, ...tickets];
}
