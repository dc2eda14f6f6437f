import { type SessionEvent, type SessionState, sessionTransition } from './session-state';

describe('the state of a session', () => {
  it.each<[SessionState, SessionEvent, SessionState]>([
    ['staying', 'closing', 'closing'],
    ['staying', 'message', 'staying'],
    ['closing', 'message', 'staying'],
    ['closing', 'closing', 'closing'],
    ['staying', 'end', 'over'],
    ['closing', 'end', 'over'],
  ])('goes from %s by %s to %s', (from, event, to) => {
    expect(sessionTransition(from, event)).toBe(to);
  });

  it.each<SessionEvent>(['closing', 'message', 'end'])('stays over after %s', (event) => {
    expect(sessionTransition('over', event)).toBe('over');
  });
});
