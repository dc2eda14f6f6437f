import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** Timers with a clock that only goes forward (W3C High Resolution Time, section 5), whatever the machine's clock does meanwhile. */
export function monotonicScheduler(clock: Pick<Performance, 'now'>): SchedulerLike {
  return { now: () => clock.now(), schedule: asyncScheduler.schedule.bind(asyncScheduler) };
}
