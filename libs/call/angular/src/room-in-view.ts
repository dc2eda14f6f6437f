import type { RoomStatus } from '@holdfast/protocol';
import {
  asyncScheduler,
  combineLatest,
  concat,
  distinctUntilChanged,
  map,
  of,
  startWith,
  switchMap,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';

/** How long what was seen of a room is believed, in ms: a lobby that is looked at asks more often. */
const SEEN_LATELY_MS = 15_000;

/** What is known of the room while a lobby is warm; `null` while it is not, or while nothing was seen of the room lately. */
export function roomInView$(
  seen$: Observable<RoomStatus>,
  warm$: Observable<boolean>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<RoomStatus | null> {
  const known$ = seen$.pipe(
    switchMap((status) => concat(of(status), timer(SEEN_LATELY_MS, scheduler).pipe(map(() => null)))),
    startWith(null),
  );
  return combineLatest([warm$, known$]).pipe(
    map(([warm, status]) => (warm ? status : null)),
    distinctUntilChanged(),
  );
}
