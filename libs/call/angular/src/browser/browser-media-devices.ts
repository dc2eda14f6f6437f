import type { MediaDevicesPort, MediaKind } from '@holdfast/call-engine';
import { EMPTY, fromEvent, map, Observable, type SchedulerLike } from 'rxjs';
import { levelOf$, type AudioBrowser } from './level-meter';

/** What is used of a browser for microphones and cameras. */
export interface MediaBrowser extends AudioBrowser {
  /** `navigator.mediaDevices`; absent outside of a secure context. */
  readonly mediaDevices:
    Pick<MediaDevices, 'addEventListener' | 'removeEventListener' | 'enumerateDevices' | 'getUserMedia'> | undefined;
  readonly permissions: Pick<Permissions, 'query'> | undefined;
  readonly focused$: Observable<unknown>;
  /** Whether media elements have `setSinkId`. */
  readonly canSetSpeaker: boolean;
}

/** The engine's devices in a browser. */
export class BrowserMediaDevices implements MediaDevicesPort {
  readonly available: boolean;
  readonly changed$: Observable<void>;
  readonly returned$: Observable<void>;

  constructor(
    private readonly browser: MediaBrowser,
    private readonly scheduler?: SchedulerLike,
  ) {
    const { mediaDevices, focused$ } = browser;
    this.available = mediaDevices !== undefined;
    this.changed$ =
      mediaDevices === undefined ? EMPTY : fromEvent(mediaDevices, 'devicechange').pipe(map(() => undefined));
    this.returned$ = focused$.pipe(map(() => undefined));
  }

  async open(kind: MediaKind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    const { mediaDevices } = this.browser;
    if (mediaDevices === undefined) throw new DOMException('Not a secure context', 'NotAllowedError');
    const stream = await mediaDevices.getUserMedia(
      kind === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    return stream.getTracks()[0];
  }

  async enumerate(): Promise<readonly MediaDeviceInfo[]> {
    const devices = (await this.browser.mediaDevices?.enumerateDevices()) ?? [];
    return this.browser.canSetSpeaker ? devices : devices.filter((device) => device.kind !== 'audiooutput');
  }

  permission$(kind: MediaKind): Observable<PermissionState> {
    return new Observable((subscriber) => {
      const watch = async () => {
        const status = await this.browser.permissions?.query({ name: kind });
        if (status === undefined || subscriber.closed) return;
        subscriber.add(fromEvent(status, 'change').subscribe(() => subscriber.next(status.state)));
        subscriber.next(status.state);
      };
      // TypeError: a browser that does not know these names cannot tell; a person can still ask again
      watch().catch(() => undefined);
    });
  }

  level$(track: MediaStreamTrack): Observable<number> {
    return levelOf$(track, this.browser, this.scheduler);
  }
}
