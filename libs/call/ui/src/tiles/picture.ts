import { Component, computed, effect, ElementRef, input, signal, untracked, viewChild } from '@angular/core';
import { CallTrack } from '../call-track';

/**
 * The picture of a peer. It never goes black: while there is no connection, a still of the last frame lies over the video, and stays
 * there until the track that the next connection brings has a frame of its own. A still and not a second video, because Chromium
 * paints a track black that ends with its connection.
 */
@Component({
  selector: 'call-picture',
  imports: [CallTrack],
  template: `
    <video #video [callTrack]="track()" (loadeddata)="seen.set(track())" autoplay playsinline></video>
    <canvas #still [hidden]="!holding()"></canvas>
  `,
  styles: `
    video,
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    [hidden] {
      display: none;
    }
  `,
})
export class Picture {
  readonly track = input.required<MediaStreamTrack | null>();
  /** Whether nothing arrives now. */
  readonly frozen = input.required<boolean>();

  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  private readonly still = viewChild.required<ElementRef<HTMLCanvasElement>>('still');
  /** The track that the video had the last first frame of (HTML, section 4.8.11.16, `loadeddata`). */
  protected readonly seen = signal<MediaStreamTrack | null>(null);
  private readonly taken = signal(false);
  protected readonly holding = computed(() => this.taken() && (this.frozen() || this.seen() !== this.track()));

  constructor() {
    effect(() => {
      if (this.frozen()) untracked(() => this.takeStill());
    });
    effect(() => {
      if (!this.holding()) this.dropStill();
    });
  }

  /** Where the video has no frame of its track yet, the still that is there is the last frame that anybody saw. */
  private takeStill(): void {
    if (this.seen() === null || this.seen() !== this.track()) return;
    const video = this.video().nativeElement;
    const still = this.still().nativeElement;
    still.width = video.videoWidth;
    still.height = video.videoHeight;
    still.getContext('2d')?.drawImage(video, 0, 0);
    this.taken.set(true);
  }

  private dropStill(): void {
    this.still().nativeElement.width = 0; // lets its pixels go
    this.taken.set(false);
  }
}
