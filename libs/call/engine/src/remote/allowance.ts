/** How often something may happen: so many times at once, and then once in so many ms. */
export class Allowance {
  private left: number;
  private since: number;

  constructor(
    private readonly atOnce: number,
    private readonly apartMs: number,
    private readonly now: () => number,
  ) {
    this.left = atOnce;
    this.since = now();
  }

  /** All of them may be taken again. */
  refill(): void {
    this.left = this.atOnce;
  }

  /** Takes one; tells whether there was one. */
  take(): boolean {
    const now = this.now();
    this.left = Math.min(this.atOnce, this.left + (now - this.since) / this.apartMs);
    this.since = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
