import { calmAttemptPatience } from './attempt-patience';

const opening = (failures: number, sinceMs: number, smoothedMs: number | null) =>
  calmAttemptPatience.opening({ failures, sinceMs, smoothedMs });

describe('the calm patience with an attempt', () => {
  it('is 4 s, as long as the server was near', () => {
    expect([1, 30, 500].map((smoothedMs) => opening(3, 20_000, smoothedMs))).toEqual([4_000, 4_000, 4_000]);
  });

  it('is eight round trips where it was far, at most 12 s', () => {
    expect([600, 1_000, 5_000].map((smoothedMs) => opening(0, 0, smoothedMs))).toEqual([4_800, 8_000, 12_000]);
  });

  it('grows with each failure before any round trip is known', () => {
    expect([0, 1, 2, 3, 100].map((failures) => opening(failures, 0, null))).toEqual([
      4_000, 8_000, 12_000, 12_000, 12_000,
    ]);
  });

  it('is long every other time after a minute, because the network may have become slow', () => {
    expect([15, 16, 17, 18].map((failures) => opening(failures, 60_000, 30))).toEqual([12_000, 4_000, 12_000, 4_000]);
  });
});
