import { Component, computed, input, linkedSignal } from '@angular/core';
import { CallTrack } from '../call-track';

/** A track and the element that plays it. */
interface Take {
  /** Tells elements apart: the id of a track is its sender’s, so that of two connections may be the same. */
  readonly number: number;
  readonly track: MediaStreamTrack;
}

/** Which track is seen, and which one is to follow it as soon as it has a frame. */
interface Succession {
  readonly shown: Take | null;
  readonly next: Take | null;
}

/**
 * The picture of a peer. It never goes black: an element whose track is replaced shows nothing until the next track's first frame, and
 * a new connection brings a new track. So the old element stays, with its last frame, until the new one behind it has a frame too.
 */
@Component({
  selector: 'call-picture',
  imports: [CallTrack],
  template: `
    @for (take of playing(); track take.number) {
      <video [callTrack]="take.track" (loadeddata)="hasAFrame(take)" autoplay playsinline></video>
    }
  `,
  styles: `
    video {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
  `,
})
export class Picture {
  /** What to play; at `null` the last frame stays. */
  readonly track = input.required<MediaStreamTrack | null>();

  private takes = 0;
  private readonly succession = linkedSignal<MediaStreamTrack | null, Succession>({
    source: this.track,
    computation: (track, previous) => {
      const shown = previous?.value.shown ?? null;
      return { shown, next: track === null || track === shown?.track ? null : { number: this.takes++, track } };
    },
  });
  /** From the back to the front. */
  protected readonly playing = computed(() => {
    const { next, shown } = this.succession();
    return [next, shown].filter((take) => take !== null);
  });

  /** The element can paint its track from now on (HTML, section 4.8.11.16, `loadeddata`). */
  protected hasAFrame(take: Take): void {
    if (take === this.succession().next) this.succession.set({ shown: take, next: null });
  }
}
