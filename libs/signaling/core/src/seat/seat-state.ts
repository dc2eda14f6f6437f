/**
 * Where a seat stands. `present`: a socket speaks for it. `away`: its socket broke and it is kept for its owner.
 * `gone`: given up or expired; its id is never used again.
 */
export type SeatState = 'present' | 'away' | 'gone';

/** What happens to a seat: a socket takes it, its socket breaks, its owner leaves, its grace ends. */
export type SeatEvent = 'admit' | 'lose' | 'leave' | 'expire';

const TRANSITIONS: Readonly<Record<SeatState, Readonly<Record<SeatEvent, SeatState>>>> = {
  present: { admit: 'present', lose: 'away', leave: 'gone', expire: 'present' },
  away: { admit: 'present', lose: 'away', leave: 'gone', expire: 'gone' },
  gone: { admit: 'gone', lose: 'gone', leave: 'gone', expire: 'gone' },
};

/** The state of a seat after an event. Events that mean nothing in a state leave it as it is: a timer may always come too late. */
export function seatTransition(state: SeatState, event: SeatEvent): SeatState {
  return TRANSITIONS[state][event];
}
