import type { Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, first, interval, map, of, switchMap } from 'rxjs';

/** How finely time is counted, in ms. */
const SLICE = 500;

/**
 * Whether a condition has been true for so many milliseconds on end, a multiple of 500. Counted in slices: of the time that the page
 * was asleep at most one counts, so that nothing is said on waking of what is mended a moment later. Call it where `inject` works.
 */
export function lasting(condition: Signal<boolean>, milliseconds: number): Signal<boolean> {
  const lasted$ = toObservable(condition).pipe(
    distinctUntilChanged(),
    switchMap((holds) =>
      holds
        ? interval(SLICE).pipe(
            first((slice) => (slice + 1) * SLICE >= milliseconds),
            map(() => true),
          )
        : of(false),
    ),
  );
  return toSignal(lasted$, { initialValue: false });
}
