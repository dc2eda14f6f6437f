import { type SeatEvent, type SeatState, seatTransition } from './seat-state';

describe('the state of a seat', () => {
  it.each<[SeatState, SeatEvent, SeatState]>([
    ['present', 'lose', 'away'],
    ['present', 'leave', 'gone'],
    ['present', 'admit', 'present'],
    ['away', 'admit', 'present'],
    ['away', 'expire', 'gone'],
    ['away', 'leave', 'gone'],
  ])('goes from %s by %s to %s', (from, event, to) => {
    expect(seatTransition(from, event)).toBe(to);
  });

  it('is not ended by a timer that comes after the return', () => {
    expect(seatTransition('present', 'expire')).toBe('present');
  });

  it('does not begin another grace when it is away already', () => {
    expect(seatTransition('away', 'lose')).toBe('away');
  });

  it.each<SeatEvent>(['admit', 'lose', 'leave', 'expire'])('stays gone after %s', (event) => {
    expect(seatTransition('gone', event)).toBe('gone');
  });
});
