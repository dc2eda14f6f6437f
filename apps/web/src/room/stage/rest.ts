import { DOCUMENT, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, merge, startWith, switchMap, timer } from 'rxjs';

/** How long nothing may move before the controls step back, in ms. */
const AT_REST_AFTER = 4_000;

/** Whether neither pointer nor keys have moved for a while. Call it where `inject` works. */
export function watchRest(): Signal<boolean> {
  const document = inject(DOCUMENT);
  const moved$ = merge(
    ...['pointermove', 'pointerdown', 'keydown', 'focusin'].map((name) => fromEvent(document, name)),
  );
  const atRest$ = moved$.pipe(
    startWith(null),
    switchMap(() =>
      timer(AT_REST_AFTER).pipe(
        map(() => true),
        startWith(false),
      ),
    ),
  );
  return toSignal(atRest$, { initialValue: false });
}
