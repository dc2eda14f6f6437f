import { DOCUMENT, inject, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import { EMPTY, exhaustMap, fromEvent, startWith, switchMap, timer } from 'rxjs';

/** Who is in a room, as far as one can see from its lobby. The server names nobody. */
export type RoomOccupancy =
  | { readonly status: 'unknown' }
  | { readonly status: 'known'; readonly taken: number; readonly capacity: number }
  | { readonly status: 'not-found' }
  | { readonly status: 'unreachable' };

/** How often the lobby asks, in ms, while it is looked at. */
const ASKED_EVERY = 5_000;

/** Watches a room's occupancy while the page is visible. Call it where `inject` works. */
export function watchOccupancy(room: Signal<string>): Signal<RoomOccupancy> {
  const rooms = inject(RoomApi);
  const document = inject(DOCUMENT);

  async function ask(id: string): Promise<RoomOccupancy> {
    try {
      const { taken, capacity } = await rooms.status(id);
      return { status: 'known', taken, capacity };
    } catch (error) {
      if (!(error instanceof RoomApiError)) throw error;
      if (error.code === 'room-not-found') return { status: 'not-found' };
      return { status: error.code === 'unreachable' ? 'unreachable' : 'unknown' };
    }
  }

  const occupancy$ = toObservable(room).pipe(
    switchMap((id) =>
      fromEvent(document, 'visibilitychange').pipe(
        startWith(null),
        switchMap(() =>
          // an answer that takes longer than the pause is waited for: else a server that hangs is never spoken of
          document.visibilityState === 'hidden' ? EMPTY : timer(0, ASKED_EVERY).pipe(exhaustMap(() => ask(id))),
        ),
      ),
    ),
  );
  return toSignal(occupancy$, { initialValue: { status: 'unknown' } });
}
