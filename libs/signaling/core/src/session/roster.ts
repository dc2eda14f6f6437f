import type { JoinedPeer, SeatState } from '@holdfast/protocol';
import type { Delivery } from '../outcome';

/**
 * Who else is in the room, as one client was told: kept up by the notices that go to it. So a signal is checked against what its
 * sender knows, without asking the store.
 */
export class Roster {
  private readonly states = new Map<string, SeatState>();

  /** Whether somebody is present or away; `null` where nobody of this id is in the room. */
  stateOf(seat: string): SeatState | null {
    return this.states.get(seat) ?? null;
  }

  /** Follows a notice that goes to this client. */
  follow({ event, payload }: Delivery): void {
    switch (event) {
      case 'joined':
        this.states.clear();
        payload.peers.forEach((peer) => this.put(peer));
        break;
      case 'peer-joined':
      case 'peer-resumed':
        this.put(payload.peer);
        break;
      case 'peer-away':
        this.states.set(payload.id, 'away');
        break;
      case 'peer-left':
        this.states.delete(payload.id);
        break;
    }
  }

  private put({ id, state }: JoinedPeer): void {
    this.states.set(id, state);
  }
}
