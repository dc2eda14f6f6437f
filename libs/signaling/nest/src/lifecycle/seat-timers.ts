/** At most one timer for each seat: for its return while it is away, for its socket's end when it has left. */
export class SeatTimers {
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

  /** Nothing is due for this seat any more. */
  stop(seat: string): void {
    clearTimeout(this.timers.get(seat));
    this.timers.delete(seat);
  }

  /** Nothing is due for any seat any more. */
  stopAll(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
