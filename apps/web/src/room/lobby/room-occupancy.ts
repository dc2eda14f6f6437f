import { computed, DOCUMENT, inject, signal, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { CallStore } from '@holdfast/call-angular';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import { defer, EMPTY, filter, fromEvent, repeat, startWith, switchMap, timer } from 'rxjs';
import { lasting } from '../lasting';

/** Who is in a room, as far as one can see from its lobby. The server names nobody. */
export type RoomOccupancy =
  | { readonly status: 'unknown' }
  | { readonly status: 'known'; readonly taken: number; readonly capacity: number }
  | { readonly status: 'not-found' }
  | { readonly status: 'unreachable' };

/** How often the lobby asks, in ms, while it is looked at. */
const ASKED_EVERY = 5_000;
/** The same while the server does not answer: that it is back is news. */
const ASKED_AGAIN = 1_000;
/** How long the server may be silent before the lobby speaks of it, in ms: a restart takes less. */
const SILENT_FOR = 3_000;

/** Watches a room's occupancy while the page is visible, and lets the store know: one question serves both. Call it where `inject` works. */
export function watchOccupancy(room: Signal<string>): Signal<RoomOccupancy> {
  const rooms = inject(RoomApi);
  const store = inject(CallStore);
  const document = inject(DOCUMENT);
  /** Whether a question was asked and no answer has come since, be it late or that nobody is there to give one. */
  const unanswered = signal(false);

  /** `null` where no server answers. */
  async function ask(id: string): Promise<RoomOccupancy | null> {
    unanswered.set(true);
    let answer: RoomOccupancy;
    try {
      const status = await rooms.status(id);
      store.roomSeen(status);
      answer = { status: 'known', taken: status.taken, capacity: status.capacity };
    } catch (error) {
      if (!(error instanceof RoomApiError)) throw error;
      if (error.code === 'unreachable') return null;
      answer = { status: error.code === 'room-not-found' ? 'not-found' : 'unknown' };
    }
    unanswered.set(false);
    return answer;
  }

  const answers$ = toObservable(room).pipe(
    switchMap((id) =>
      fromEvent(document, 'visibilitychange').pipe(
        startWith(null),
        switchMap(() => {
          unanswered.set(false);
          // the next question waits for the answer to the last one, however long that takes
          return document.visibilityState === 'hidden'
            ? EMPTY
            : defer(() => ask(id)).pipe(repeat({ delay: () => timer(unanswered() ? ASKED_AGAIN : ASKED_EVERY) }));
        }),
      ),
    ),
    filter((answer) => answer !== null),
  );
  const known = toSignal<RoomOccupancy, RoomOccupancy>(answers$, { initialValue: { status: 'unknown' } });
  const silent = lasting(unanswered, SILENT_FOR);
  return computed(() => (silent() ? { status: 'unreachable' } : known()));
}
