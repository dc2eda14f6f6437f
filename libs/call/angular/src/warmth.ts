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

/** How long a page that nobody touches keeps the way to the server open, in ms. */
export const WARM_MS = 120_000;

/**
 * Whether the way to the server is to be held open ahead of a join: while the page can be seen and was used lately, so that forgotten
 * tabs cost a server nothing. Each use says so again: a connection that broke meanwhile is opened anew.
 */
export function warmth$(
  visible$: Observable<boolean>,
  used$: Observable<unknown>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<boolean> {
  const warm$ = used$.pipe(
    startWith(undefined),
    switchMap(() => concat(of(true), timer(WARM_MS, scheduler).pipe(map(() => false)))),
  );
  return visible$.pipe(switchMap((visible) => (visible ? warm$ : of(false))));
}
