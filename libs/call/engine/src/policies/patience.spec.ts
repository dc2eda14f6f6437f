import { calmPatience } from './patience';

describe('the calm patience', () => {
  const silence = (deviationMs: number | null, isSuspicious = false) =>
    calmPatience.silence({ deviationMs, isSuspicious });

  it('waits three beats and four deviations for a sign of life, from 0.8 to 1.5 s', () => {
    expect([0, 10, 50, 100, 187.5, 400].map((deviation) => silence(deviation))).toEqual([
      800, 800, 950, 1_150, 1_500, 1_500,
    ]);
  });

  it('waits for one beat where the path is suspected', () => {
    expect([0, 50, 100, 400].map((deviation) => silence(deviation, true))).toEqual([400, 450, 650, 1_500]);
  });

  it('waits the longest where the round trip was never measured', () => {
    expect([silence(null), silence(null, true)]).toEqual([1_500, 1_500]);
  });

  it('waits 4 s for word of the server before it acts without', () => {
    expect(calmPatience.waiting({ rounds: 0, jitter: 0.5 })).toBe(4_000);
  });

  it('gives each offer 5 s, and spreads the rounds at the end of the ladder', () => {
    const rounds = (jitter: number) => calmPatience.unreachable({ rounds: 1, jitter });
    expect(calmPatience.offered({ rounds: 0, jitter: 0.5 })).toBe(5_000);
    expect([rounds(0), rounds(0.5)]).toEqual([5_000, 6_000]);
  });
});
