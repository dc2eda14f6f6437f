import {
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  of,
  pairwise,
  share,
  switchMap,
  type Observable,
} from 'rxjs';
import type { MediaDevicesPort, MediaKind } from '../ports/media-devices';

type DeviceList = readonly MediaDeviceInfo[];

/** The devices there are, now and after each plug; and after each track that was opened, because labels and ids appear with it. */
export function listedDevices$(
  devices: MediaDevicesPort,
  tracks$: Observable<MediaStreamTrack | null>,
): Observable<DeviceList> {
  const changed$ = merge(of(null), devices.changed$, tracks$.pipe(filter((track) => track !== null)));
  return changed$.pipe(
    // a browser that does not list its devices has nothing to pick: the call goes on with what it opens
    switchMap(() => defer(() => devices.enumerate()).pipe(catchError(() => EMPTY))),
    share(),
  );
}

/** The list was read again, and there is a device of the kind in it. */
export function pluggedIn$(listed$: Observable<DeviceList>, kind: MediaKind): Observable<DeviceList> {
  const listedKind = kind === 'microphone' ? 'audioinput' : 'videoinput';
  return listed$.pipe(filter((list) => list.some((device) => device.kind === listedKind)));
}

/** The person took a refusal back: allowed the kind, or (Firefox) removed the block so that it can be asked for again. */
export function allowedLater$(devices: MediaDevicesPort, kind: MediaKind): Observable<PermissionState> {
  return devices.permission$(kind).pipe(
    distinctUntilChanged(),
    pairwise(),
    filter(([before, now]) => now === 'granted' || (before === 'denied' && now === 'prompt')),
    map(([, now]) => now),
  );
}
