import { RoundTrip } from './round-trip';

describe('the round trip to a peer', () => {
  it('is unknown before it was measured', () => {
    expect(new RoundTrip().deviationMs).toBeNull();
  });

  it('begins with a deviation of half of the first one (RFC 6298 section 2.2)', () => {
    const roundTrip = new RoundTrip();
    roundTrip.measured(80);
    expect(roundTrip.deviationMs).toBe(40);
  });

  it('loses its deviation where every one is the same, and gains it where they differ', () => {
    const roundTrip = new RoundTrip();
    for (let time = 0; time < 40; time++) roundTrip.measured(80);
    expect(roundTrip.deviationMs).toBeLessThan(1);
    roundTrip.measured(480);
    expect(roundTrip.deviationMs).toBeCloseTo(100, 0);
  });
});
