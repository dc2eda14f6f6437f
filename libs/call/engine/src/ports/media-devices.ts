import type { Observable } from 'rxjs';

/** What the engine uses of a browser's devices (W3C Media Capture and Streams, sections 9 and 10). */
export interface MediaDevicesPort {
  /** Whether this page may have devices at all: `false` on plain http from another machine (W3C Secure Contexts). */
  readonly available: boolean;
  /** Asks for one track of one kind. Rejects with the browser's `DOMException`. */
  open(kind: MediaKind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack>;
  /** The devices there are; labels are empty until a device of the kind was opened once. */
  enumerate(): Promise<readonly MediaDeviceInfo[]>;
  /** Something was plugged in or out. */
  readonly changed$: Observable<void>;
  /** The person came back to the page: what another program held may be free by now. */
  readonly returned$: Observable<void>;
  /** The permission as the browser tells it and each change of it; silent where the browser cannot tell. */
  permission$(kind: MediaKind): Observable<PermissionState>;
  /** How loud a track is, 0 to 1, about 15 times a second while subscribed. */
  level$(track: MediaStreamTrack): Observable<number>;
}

/** The two kinds of media a participant sends. */
export type MediaKind = 'microphone' | 'camera';
