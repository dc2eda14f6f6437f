import { backAfter, INTERRUPTION, isSteady, longestGap } from './flow';

/** A frame each 100 ms, but for the spans that are left out. */
function frames(to: number, ...without: readonly (readonly [from: number, to: number])[]): number[] {
  return Array.from({ length: to / 100 + 1 }, (_, index) => index * 100).filter(
    (at) => !without.some(([from, until]) => at > from && at < until),
  );
}

describe('the gap', () => {
  it('is the longest time without a new frame', () => {
    expect(longestGap(frames(10_000, [2_000, 3_000], [5_000, 7_500]), 1_000, 10_000)).toBe(2_500);
  });

  it('begins with the last frame before the fault', () => {
    expect(longestGap(frames(10_000, [900, 2_900]), 1_000, 10_000)).toBe(2_000);
  });

  it('does not end by the end of the watching', () => {
    expect(longestGap(frames(10_000, [6_000, 20_000]), 1_000, 10_000)).toBe(4_000);
  });

  it('is the whole time where there is no frame', () => {
    expect(longestGap([], 1_000, 10_000)).toBe(9_000);
  });
});

describe('the way back', () => {
  it('takes from the end of the fault to the first frame after the last interruption', () => {
    expect(backAfter(frames(10_000, [2_000, 6_700]), 2_000, 6_000, 10_000)).toBe(700);
  });

  it('is no way where frames flowed again before the fault was over', () => {
    expect(backAfter(frames(10_000, [2_000, 4_000]), 2_000, 6_000, 10_000)).toBe(0);
  });

  it('is not at its end while frames stop again', () => {
    expect(backAfter(frames(10_000, [2_000, 6_700], [7_000, 8_200]), 2_000, 6_000, 10_000)).toBe(2_200);
  });

  it('does not count what is shorter than an interruption', () => {
    expect(backAfter(frames(10_000, [7_000, 7_000 + INTERRUPTION]), 2_000, 6_000, 10_000)).toBe(0);
  });

  it('has no end where frames do not flow when the watching ends', () => {
    expect(backAfter(frames(9_000), 2_000, 6_000, 10_000)).toBeNull();
  });
});

describe('steadiness', () => {
  it('is a time without an interruption, until now', () => {
    expect(isSteady(frames(10_000), 4_000, 10_000)).toBe(true);
    expect(isSteady(frames(10_000, [6_500, 7_500]), 4_000, 10_000)).toBe(false);
    expect(isSteady(frames(9_000), 4_000, 10_000)).toBe(false);
    expect(isSteady([], 4_000, 10_000)).toBe(false);
  });

  it('needs frames from the beginning of that time', () => {
    expect(isSteady(frames(10_000, [0, 7_000]), 4_000, 10_000)).toBe(false);
  });
});
