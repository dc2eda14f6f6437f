/**
 * Where a seat stands. `present`: a socket speaks for it. `away`: its socket broke and it is kept for its owner.
 * `gone`: given up or expired; its id is never used again.
 */
export type SeatState = 'present' | 'away' | 'gone';

/** What happens to a seat: a socket takes it, its socket breaks, its owner leaves, its grace ends. */
export type SeatEvent = 'admit' | 'lose' | 'leave' | 'expire';

const TRANSITIONS = {
  present: { admit: 'present', lose: 'away', leave: 'gone', expire: 'present' },
  away: { admit: 'present', lose: 'away', leave: 'gone', expire: 'gone' },
  gone: { admit: 'gone', lose: 'gone', leave: 'gone', expire: 'gone' },
} as const satisfies Record<SeatState, Record<SeatEvent, SeatState>>;

/** The state of a seat after an event. Events that mean nothing in a state leave it as it is: a timer may always come too late. */
export function seatTransition<S extends SeatState, E extends SeatEvent>(
  state: S,
  event: E,
): (typeof TRANSITIONS)[S][E] {
  return TRANSITIONS[state][event];
}
