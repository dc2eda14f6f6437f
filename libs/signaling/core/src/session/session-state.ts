/**
 * How a socket stands to its seat. `staying`: it speaks for it. `closing`: its page said that it goes away.
 * `over`: the seat was left, taken over or lost; nothing that comes from the socket changes anything.
 */
export type SessionState = 'staying' | 'closing' | 'over';

/** What happens to a session: its page says `closing` or anything else, or its hold of the seat ends. */
export type SessionEvent = 'closing' | 'message' | 'end';

const TRANSITIONS: Readonly<Record<SessionState, Readonly<Record<SessionEvent, SessionState>>>> = {
  staying: { closing: 'closing', message: 'staying', end: 'over' },
  closing: { closing: 'closing', message: 'staying', end: 'over' },
  over: { closing: 'over', message: 'over', end: 'over' },
};

/** The state of a session after an event. */
export function sessionTransition(state: SessionState, event: SessionEvent): SessionState {
  return TRANSITIONS[state][event];
}
