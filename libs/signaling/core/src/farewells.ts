import type { Notice } from '@holdfast/protocol';
import type { Closing } from './outcome';
import type { Restoration } from './room/restore';
import { type PresentSeat, presentSeats } from './seat/seat';
import type { Admitted } from './store/room-store';

/** Which sockets have no seat any more because another one was admitted, and what each is told before it is closed. */
export function closingsOf({ seat, replaced, restored }: Admitted): Closing[] {
  if (replaced !== null) return [{ socket: replaced, farewell: [takenBy(seat.pageId)] }];
  return restored ? presentSeats(restored.replaced).map(closingIn(restored, seat)) : [];
}

/**
 * Everybody who was in a room that a ticket sets up anew is told whom it has cost the place. Who has one still is told that its own page
 * took its socket's seat: it comes back at once, and what it is then told of the room is whole.
 */
function closingIn({ removed }: Restoration, admitted: PresentSeat): (seat: PresentSeat) => Closing {
  const removals = removed.map(({ id }): Notice => ({ event: 'peer-left', payload: { id, reason: 'removed' } }));
  return ({ id, keyHash, pageId, socket }) => {
    const stays = removed.every((other) => other.id !== id);
    const by = keyHash === admitted.keyHash ? admitted.pageId : pageId;
    return { socket, farewell: stays ? [...removals, takenBy(by)] : removals };
  };
}

function takenBy(pageId: string): Notice {
  return { event: 'seat-taken', payload: { by: pageId } };
}
