import type { MediaPresence } from '@holdfast/protocol';
import { distinctUntilChanged, scan, type Observable } from 'rxjs';
import type { DeviceState } from './device-state';

/** What the others are told of a device. */
export function presence$(state$: Observable<DeviceState>): Observable<MediaPresence> {
  return state$.pipe(scan(presenceAfter, 'none' as MediaPresence), distinctUntilChanged());
}

function presenceAfter(before: MediaPresence, state: DeviceState): MediaPresence {
  switch (state.status) {
    case 'on':
    case 'off':
      return state.status;
    case 'asking':
      // a camera that is opened again could be on: it is `none` only as long as nobody knows whether there will be one
      return before === 'none' ? 'none' : 'off';
    case 'idle':
    case 'unavailable':
      return 'none';
  }
}
