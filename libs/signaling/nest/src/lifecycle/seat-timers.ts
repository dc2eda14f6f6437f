import { LONGEST_TIMER_MS } from '../runtime';

/** At most one timer for each seat: for its return while it is away, for its socket's end when it has left. What a socket waits for goes by its id. */
export class SeatTimers {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private state: 'running' | 'ended' = 'running';

  /**
   * Calls `due` after so many ms, in place of what was set for this seat before. After the end it never does. What is due in more than
   * `LONGEST_TIMER_MS` is called early: a store says then how long it still is.
   */
  start(seat: string, afterMs: number, due: () => void): void {
    this.stop(seat);
    if (this.state === 'ended') return;
    const timer = setTimeout(
      () => {
        this.timers.delete(seat);
        due();
      },
      Math.min(afterMs, LONGEST_TIMER_MS),
    );
    this.timers.set(seat, timer);
  }

  /** Nothing is due for this seat any more. */
  stop(seat: string): void {
    clearTimeout(this.timers.get(seat));
    this.timers.delete(seat);
  }

  /** Nothing is due for any seat any more, nor will be: what a store answers late starts nothing. */
  end(): void {
    this.state = 'ended';
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
