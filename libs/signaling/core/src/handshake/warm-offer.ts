import type { OfferFate, WarmOffer } from '@holdfast/protocol';
import type { Admitted } from '../store/room-store';

/** What becomes of the offer of a handshake: it goes to the one other present participant of a room of two, or it is dropped. */
export function offerFate({ room, seat, resumed }: Admitted, offer: WarmOffer | undefined): OfferFate | undefined {
  if (!offer) return undefined;
  if (resumed) return { dropped: 'resumed' };
  if (room.settings.capacity > 2) return { dropped: 'mesh' };
  const other = room.seats.find(({ id, state }) => id !== seat.id && state === 'present');
  return other ? { deliveredTo: other.id } : { dropped: 'not-alone-with-one' };
}
