import { asyncScheduler, Subject, type SchedulerLike } from 'rxjs';
import type { HeldSeatLock, SeatLock } from '../ports/seat-lock';

/** The locks of one browser: hand the same object to each of its pages. */
export class FakeSeatLock implements SeatLock {
  private readonly holders = new Map<string, { readonly lost$: Subject<void> }>();
  private readonly waiting = new Set<() => void>();

  constructor(private readonly scheduler: SchedulerLike = asyncScheduler) {}

  acquire(room: string, how: { readonly waitMs: number } | 'steal'): Promise<HeldSeatLock | null> {
    if (how === 'steal' || !this.holders.has(room)) return Promise.resolve(this.grant(room));
    return new Promise((resolve) => {
      const settle = (answer: () => HeldSeatLock | null) => {
        timer.unsubscribe();
        this.waiting.delete(look);
        resolve(answer());
      };
      const look = () => this.holders.has(room) || settle(() => this.grant(room));
      const timer = this.scheduler.schedule(() => settle(() => null), how.waitMs);
      this.waiting.add(look);
    });
  }

  /** Whether any page has the lock of a room. */
  isHeld(room: string): boolean {
    return this.holders.has(room);
  }

  private grant(room: string): HeldSeatLock {
    const holder = { lost$: new Subject<void>() };
    this.holders.get(room)?.lost$.next();
    this.holders.set(room, holder);
    const release = () => {
      if (this.holders.get(room) !== holder) return;
      this.holders.delete(room);
      for (const look of [...this.waiting]) look();
    };
    return { release, lost$: holder.lost$ };
  }
}
