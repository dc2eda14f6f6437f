import type { MediaPresence } from '@holdfast/protocol';
import { MutableBehavior } from '../behavior';
import type { OutgoingMedia } from '../media/local-media';
import { FakeTrack } from './fake-track';

/** One's own microphone and camera without devices: both are off and not allowed until something is turned on. */
export class FakeOutgoingMedia implements OutgoingMedia {
  readonly audio$ = new MutableBehavior<MediaStreamTrack | null>(null);
  readonly video$ = new MutableBehavior<MediaStreamTrack | null>(null);
  readonly shown$ = new MutableBehavior<{ readonly microphone: MediaPresence; readonly camera: MediaPresence }>({
    microphone: 'none',
    camera: 'none',
  });

  /** Both devices on. */
  static on(): FakeOutgoingMedia {
    const media = new FakeOutgoingMedia();
    media.turnOnMicrophone();
    media.turnOnCamera();
    return media;
  }

  turnOnMicrophone(): void {
    this.audio$.next(new FakeTrack('audio').asTrack);
    this.shown$.next({ ...this.shown$.value, microphone: 'on' });
  }

  mute(): void {
    this.audio$.next(null);
    this.shown$.next({ ...this.shown$.value, microphone: 'off' });
  }

  turnOnCamera(): void {
    this.video$.next(new FakeTrack('video').asTrack);
    this.shown$.next({ ...this.shown$.value, camera: 'on' });
  }

  turnOffCamera(): void {
    this.video$.next(null);
    this.shown$.next({ ...this.shown$.value, camera: 'off' });
  }
}
