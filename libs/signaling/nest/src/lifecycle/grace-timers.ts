/** One timer for each seat that is away. */
export class GraceTimers {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** Calls `due` after so many ms, in place of what was set for this seat before. */
  start(seat: string, afterMs: number, due: () => void): void {
    this.stop(seat);
    const timer = setTimeout(() => {
      this.timers.delete(seat);
      due();
    }, afterMs);
    this.timers.set(seat, timer);
  }

  /** The seat is not waited for any more. */
  stop(seat: string): void {
    clearTimeout(this.timers.get(seat));
    this.timers.delete(seat);
  }

  /** Nobody is waited for any more. */
  stopAll(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
