import type { SignalingState } from '../call';
import { nextSignalingState, type SignalingEvent } from './signaling-state';

describe('the state of signaling', () => {
  it.each<[SignalingState, SignalingEvent, SignalingState]>([
    ['closed', 'wanted', 'connecting'],
    ['connecting', 'joined', 'connected'],
    ['connecting', 'attempt-failed', 'lost'],
    ['connected', 'broke', 'lost'],
    ['connected', 'closing-announced', 'server-closing'],
    ['server-closing', 'broke', 'server-closing'],
    ['server-closing', 'attempt-failed', 'lost'],
    ['server-closing', 'joined', 'connected'],
    ['connected', 'suspected', 'lost'],
    ['lost', 'suspected', 'lost'],
    ['server-closing', 'suspected', 'server-closing'],
    ['lost', 'proven', 'connected'],
    ['closed', 'proven', 'closed'],
    ['lost', 'attempt-failed', 'lost'],
    ['lost', 'joined', 'connected'],
    ['lost', 'given-up', 'closed'],
    ['closed', 'joined', 'closed'],
    ['closed', 'broke', 'closed'],
    ['closed', 'attempt-failed', 'closed'],
    ['lost', 'closing-announced', 'lost'],
    ['connected', 'wanted', 'connected'],
  ])('goes from %s by %s to %s', (from, event, to) => {
    expect(nextSignalingState(from, event)).toBe(to);
  });
});
