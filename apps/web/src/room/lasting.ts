import type { Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, map, of, switchMap, timer } from 'rxjs';

/** Whether a condition has been true for so many milliseconds on end. Call it where `inject` works. */
export function lasting(condition: Signal<boolean>, milliseconds: number): Signal<boolean> {
  const lasted$ = toObservable(condition).pipe(
    distinctUntilChanged(),
    switchMap((holds) => (holds ? timer(milliseconds).pipe(map(() => true)) : of(false))),
  );
  return toSignal(lasted$, { initialValue: false });
}
