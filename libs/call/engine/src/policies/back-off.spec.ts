import { calmBackOff } from './back-off';

describe('the calm back-off', () => {
  const delay = (failures: number, jitter = 0) => calmBackOff.delay({ failures, sinceMs: 0, jitter }) as number;

  it('tries once almost at once, then calmly, at most 5 s apart', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50, 10_000].map((failures) => delay(failures))).toEqual([
      80, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
    ]);
  });

  it('spreads by up to a quarter', () => {
    expect(delay(50, 0.999)).toBeGreaterThan(3_750);
    expect(delay(50, 0.5)).toBe(4_375);
  });
});
