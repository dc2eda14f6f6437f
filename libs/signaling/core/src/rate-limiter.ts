import type { Clock } from './clock';

/** How much is let through: a burst at once, then a steady rate. */
export interface RateLimit {
  /** How many may come at once. */
  readonly burst: number;
  /** How many more become free each second. */
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  /** When `tokens` was right. */
  at: number;
}

/** A token bucket for each key. Its memory is bounded: of more than `maxKeys` the one that was quiet for longest is forgotten. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit,
    private readonly clock: Clock,
    private readonly maxKeys = 10_000,
  ) {}

  /**
   * Takes one token.
   * @returns 0 where there was one, else after how many milliseconds there will be
   */
  take(key: string): number {
    const { burst, perSecond } = this.limit;
    const now = this.clock();
    const known = this.buckets.get(key);
    const tokens = known ? Math.min(burst, known.tokens + ((now - known.at) / 1000) * perSecond) : burst;
    const spent = tokens >= 1 ? tokens - 1 : tokens;
    this.buckets.delete(key); // set again below: a Map keeps the order of insertion, so its first key is the quietest
    if (this.buckets.size >= this.maxKeys) this.forgetQuietest();
    this.buckets.set(key, { tokens: spent, at: now });
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
  }

  /** Forgets a key that will not come again. */
  forget(key: string): void {
    this.buckets.delete(key);
  }

  private forgetQuietest(): void {
    for (const key of this.buckets.keys()) {
      this.buckets.delete(key);
      return;
    }
  }
}
