/** How far ahead of a gap signals are held: more than a call ever has under way, and no more than a page can bear. */
const HELD = 256;

/**
 * Puts what comes in into the order of `n`: each is taken once, a gap waits until what is missing was sent again. Never skips; what is too far ahead is
 * passed over, and comes again with the rest.
 */
export class SignalInbox<T extends { readonly n: number }> {
  private readonly waiting = new Map<number, T>();
  private last = 0;

  /** The last one of an unbroken row: what the other side is told when one comes back. */
  get lastTaken(): number {
    return this.last;
  }

  /** What can be applied now that this one is there, in order; `null` where it was taken already or is too far ahead. */
  take(signal: T): readonly T[] | null {
    if (signal.n <= this.last || signal.n > this.last + HELD || this.waiting.has(signal.n)) return null;
    this.waiting.set(signal.n, signal);
    const ready: T[] = [];
    for (let next = this.waiting.get(this.last + 1); next !== undefined; next = this.waiting.get(this.last + 1)) {
      this.waiting.delete(next.n);
      this.last = next.n;
      ready.push(next);
    }
    return ready;
  }
}
