import { Allowance } from './allowance';

describe('Allowance', () => {
  it('gives so many at once, then one in so many ms, and never saves up more than at first', () => {
    let now = 5_000;
    const allowance = new Allowance(3, 1_000, () => now);
    const taken = (times: number) => Array.from({ length: times }, () => allowance.take()).filter(Boolean).length;
    expect(taken(10)).toBe(3);
    now += 999;
    expect(taken(10)).toBe(0);
    now += 1;
    expect(taken(10)).toBe(1);
    now += 2_500;
    expect(taken(10)).toBe(2);
    now += 500;
    expect(taken(10)).toBe(1);
    now += 3_600_000;
    expect(taken(10)).toBe(3);
    allowance.refill();
    expect(taken(10)).toBe(3);
  });
});
