import type { SignalingState } from '../call';

/** What happens to the way to the server. */
export type SignalingEvent =
  /** Somebody wants to be in the room. */
  | 'wanted'
  /** The server gave the seat its voice. */
  | 'joined'
  /** The server said that it stops. */
  | 'closing-announced'
  /** The joined link was asked for a sign of life and gave none in time. */
  | 'suspected'
  /** The joined link gave it. */
  | 'proven'
  /** The link that was joined is gone. */
  | 'broke'
  /** An attempt led to nothing. */
  | 'attempt-failed'
  /** Nobody wants to be in the room any more. */
  | 'given-up';

/** How the signaling link stands after an event. */
export function nextSignalingState(state: SignalingState, event: SignalingEvent): SignalingState {
  switch (event) {
    case 'wanted':
      return state === 'closed' ? 'connecting' : state;
    case 'joined':
    case 'proven':
      return state === 'closed' ? state : 'connected';
    case 'closing-announced':
      return state === 'connected' ? 'server-closing' : state;
    case 'suspected':
    case 'broke':
      return state === 'connected' ? 'lost' : state;
    case 'attempt-failed':
      return state === 'closed' ? state : 'lost';
    case 'given-up':
      return 'closed';
  }
}
