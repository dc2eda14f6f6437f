import { RateLimiter } from './rate-limiter';

describe('RateLimiter', () => {
  let now: number;
  const clock = () => now;
  beforeEach(() => (now = 0));

  it('lets a burst through at once and says when there will be more', () => {
    const limiter = new RateLimiter({ burst: 3, perSecond: 2 }, clock);
    expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0]);
    expect(limiter.take('a')).toBe(500);
  });

  it('lets one through exactly when it said it would', () => {
    const limiter = new RateLimiter({ burst: 1, perSecond: 3 }, clock);
    limiter.take('a');
    const wait = limiter.take('a');
    now += wait - 1;
    expect(limiter.take('a')).toBeGreaterThan(0);
    now += 1;
    expect(limiter.take('a')).toBe(0);
  });

  it('never saves up more than a burst', () => {
    const limiter = new RateLimiter({ burst: 2, perSecond: 1 }, clock);
    now = 1_000_000;
    expect([1, 2, 3].map(() => limiter.take('a') > 0)).toEqual([false, false, true]);
  });

  it('counts each key apart', () => {
    const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, clock);
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('b')).toBe(0);
    expect(limiter.take('a')).toBeGreaterThan(0);
  });

  it('forgets nobody where a known key comes again', () => {
    const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, clock, 2);
    limiter.take('a');
    limiter.take('b');
    limiter.take('b');
    expect(limiter.take('a')).toBeGreaterThan(0);
  });

  it('forgets the quietest key where there are too many, and no other', () => {
    const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, clock, 2);
    limiter.take('loud');
    limiter.take('quiet');
    limiter.take('loud');
    limiter.take('new');
    expect(limiter.take('loud')).toBeGreaterThan(0);
    expect(limiter.take('quiet')).toBe(0);
  });
});
