import { Subscription, type Observable, type SchedulerLike, type TeardownLogic } from 'rxjs';

/** Owns subscriptions, timers and listeners: ending it ends all of them, and those of every scope made from it. */
export class Scope {
  private readonly owned = new Subscription();

  constructor(readonly scheduler: SchedulerLike) {}

  /** Whether it was ended. Whatever comes back from an `await` asks this first. */
  get ended(): boolean {
    return this.owned.closed;
  }

  /** A scope that ends with this one, or earlier by itself. */
  child(): Scope {
    const child = new Scope(this.scheduler);
    this.owned.add(child.owned);
    return child;
  }

  /** Runs at the end; at once where it has ended already. */
  atEnd(teardown: TeardownLogic): void {
    this.owned.add(teardown);
  }

  /** Subscribes until the stream or the scope ends. */
  listen<T>(stream$: Observable<T>, next: (value: T) => void): Subscription {
    const subscription = stream$.subscribe(next);
    this.owned.add(subscription);
    return subscription;
  }

  /** Does the work once, `ms` from now, unless the scope ends or the returned timer is unsubscribed before. */
  after(ms: number, work: () => void): Subscription {
    if (this.ended) return Subscription.EMPTY;
    const timer = new Subscription();
    timer.add(
      this.scheduler.schedule(() => {
        timer.unsubscribe();
        work();
      }, ms),
    );
    this.owned.add(timer);
    return timer;
  }

  end(): void {
    this.owned.unsubscribe();
  }
}
