import {
  asyncScheduler,
  concat,
  map,
  of,
  startWith,
  switchMap,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';

/**
 * Whether something is to be held ready ahead of a join: while the page can be seen and was used lately, so that forgotten tabs cost a
 * server nothing. Each use says so again: what broke meanwhile is made anew.
 * @param lastsMs how long nobody has to touch the page until it is let go, in ms
 */
export function warmth$(
  visible$: Observable<boolean>,
  used$: Observable<unknown>,
  lastsMs: number,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<boolean> {
  const warm$ = used$.pipe(
    startWith(undefined),
    switchMap(() => concat(of(true), timer(lastsMs, scheduler).pipe(map(() => false)))),
  );
  return visible$.pipe(switchMap((visible) => (visible ? warm$ : of(false))));
}
