import { clock } from './duration';

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [724_000, '12:04'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('shows %i ms as %s', (milliseconds, shown) => {
    expect(clock(milliseconds)).toBe(shown);
  });
});
