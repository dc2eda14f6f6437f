import { DestroyRef, Directive, effect, ElementRef, inject, input, output } from '@angular/core';

/** An element that can play on a chosen speaker (W3C Audio Output Devices API, section 2.1). */
interface SpeakerSink {
  setSinkId?(deviceId: string): Promise<void>;
}

/**
 * Plays one track in a media element. Picture and sound have an element each: in Chromium an element whose video track has
 * brought no frame yet plays no sound either, and every connection has a video track, camera or not.
 */
@Directive({
  selector: 'video[callTrack],audio[callTrack]',
  host: { tabindex: '-1' }, // Firefox stops at a video without controls, up to twice, and there is nothing to press
})
export class CallTrack {
  readonly callTrack = input.required<MediaStreamTrack | null>();
  /** The speaker to play on, by device id; empty is the browser's choice. Without effect where the browser can't choose. */
  readonly speaker = input('');
  /** Whether the browser's autoplay policy keeps the element from playing until the person acts. */
  readonly blocked = output<boolean>();
  /** The speaker is gone or not allowed: the sound stays where it was. */
  readonly speakerRefused = output<void>();

  private readonly destroyRef = inject(DestroyRef);
  private readonly element = inject<ElementRef<HTMLMediaElement & SpeakerSink>>(ElementRef).nativeElement;

  constructor() {
    // A video is only ever a picture here. The attribute alone does nothing on an element made by script.
    if (this.element instanceof HTMLVideoElement) this.element.muted = true;
    effect((onCleanup) => {
      const track = this.callTrack();
      this.element.srcObject = track ? new MediaStream([track]) : null;
      if (track) void this.play();
      onCleanup(() => (this.element.srcObject = null));
    });
    effect(() => {
      const speaker = this.speaker();
      this.element.setSinkId?.(speaker).catch(() => {
        if (!this.destroyRef.destroyed && speaker === this.speaker()) this.speakerRefused.emit();
      });
    });
  }

  /** Tries to play; needed from a click after `blocked` was true. */
  async play(): Promise<void> {
    try {
      await this.element.play();
      this.tell(false);
    } catch (error) {
      // AbortError: the track changed while play was pending, and the next one plays by itself (HTML, section 4.8.11.8).
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.tell(true);
    }
  }

  private tell(blocked: boolean): void {
    if (!this.destroyRef.destroyed) this.blocked.emit(blocked);
  }
}
