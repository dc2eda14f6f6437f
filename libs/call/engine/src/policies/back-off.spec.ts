import { calmBackOff } from './back-off';

describe('the calm back-off', () => {
  const delay = (failures: number, sinceMs = 0, jitter = 0) =>
    calmBackOff.delay({ failures, sinceMs, jitter }) as number;

  it('tries once almost at once, then once a second', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => delay(failures))).toEqual([80, 250, 500, 1_000, 1_000, 1_000]);
  });

  it('is calmer after half a minute and calm after a whole one', () => {
    expect([29_999, 30_000, 59_999, 60_000, 3_600_000].map((sinceMs) => delay(40, sinceMs))).toEqual([
      1_000, 2_000, 2_000, 5_000, 5_000,
    ]);
  });

  it('spreads all but the first by up to a quarter', () => {
    expect(delay(1, 0, 0.999)).toBe(80);
    expect(delay(50, 60_000, 0.999)).toBeGreaterThan(3_750);
    expect(delay(50, 60_000, 0.5)).toBe(4_375);
  });
});
