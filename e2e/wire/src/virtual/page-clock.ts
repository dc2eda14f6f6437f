import { asyncScheduler, type SchedulerAction, type SchedulerLike, type Subscription } from 'rxjs';

/** The timers and events of one page: while the page is frozen they wait, and then all come at once. */
export class PageClock implements SchedulerLike {
  frozen = false;
  private readonly held: (() => void)[] = [];

  now(): number {
    return asyncScheduler.now();
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
    const { run } = this;
    return asyncScheduler.schedule(
      function (this: SchedulerAction<T>, now?: T) {
        run(() => this.closed || work.call(this, now));
      },
      delay,
      state,
    );
  }

  /** Does it now, or once the page runs again. */
  readonly run = (work: () => void): void => {
    if (this.frozen) this.held.push(work);
    else work();
  };

  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
    for (const work of this.held.splice(0)) work();
  }
}
