import { filter, interval, map, pairwise, startWith, type Observable, type SchedulerLike } from 'rxjs';

const TICK_MS = 1_000;
/** How late a tick is after which the page must have stood still, in ms: browsers make hidden pages wait a second more. */
const LATE_MS = 2_500;

/**
 * The page runs again after it stood still: the machine slept, or the browser froze or held up the page. By the machine's clock, because
 * the monotonic one of some browsers stands still too while the machine sleeps. Where that clock jumps it is told once too often.
 */
export function afterStandstill$(scheduler: SchedulerLike): Observable<unknown> {
  return interval(TICK_MS, scheduler).pipe(
    map(() => scheduler.now()),
    startWith(scheduler.now()),
    pairwise(),
    filter(([before, now]) => now - before > TICK_MS + LATE_MS),
  );
}
