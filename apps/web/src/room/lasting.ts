import type { Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, first, interval, map, of, switchMap } from 'rxjs';

/** How finely time is counted at most, in ms. */
const SLICE = 500;

/**
 * Whether a condition has been true for so many milliseconds on end, less than 500 or a multiple of it. Counted in slices: of the time that the page
 * was asleep at most one counts, so that nothing is said on waking of what is mended a moment later. Call it where `inject` works.
 */
export function lasting(condition: Signal<boolean>, milliseconds: number): Signal<boolean> {
  const slice = Math.min(SLICE, milliseconds);
  const lasted$ = toObservable(condition).pipe(
    distinctUntilChanged(),
    switchMap((holds) =>
      holds
        ? interval(slice).pipe(
            first((passed) => (passed + 1) * slice >= milliseconds),
            map(() => true),
          )
        : of(false),
    ),
  );
  return toSignal(lasted$, { initialValue: false });
}
