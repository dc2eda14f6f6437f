import { calmEchoTimeOut, smoothed, type RoundTrip } from './echo-time-out';

const timeOut = (smoothedMs: number | null) => calmEchoTimeOut.timeOut({ smoothedMs });

describe('the calm time-out of an echo', () => {
  it('is four round trips and 200 ms, between 350 ms and 3 s', () => {
    expect([1, 30, 37.5, 50, 300, 700, 5_000].map(timeOut)).toEqual([350, 350, 350, 400, 1_400, 3_000, 3_000]);
  });

  it('is as long as it can be before a round trip was measured', () => {
    expect(timeOut(null)).toBe(3_000);
  });
});

describe('the smoothed round trip', () => {
  const after = (...measured: number[]) => measured.reduce<RoundTrip>(smoothed, { smoothedMs: null }).smoothedMs;

  it('begins with the first and moves by an eighth of the difference', () => {
    expect(after(80)).toBe(80);
    expect(after(80, 160)).toBe(90);
    expect(after(80, 160, 10)).toBe(80);
  });

  it('is hardly moved by one that was slow', () => {
    expect(timeOut(after(30, 30, 1_000))).toBeLessThan(1_000);
  });
});
