import { Component, computed, inject, input } from '@angular/core';
import type { DeviceState } from '@holdfast/call-engine';
import type { MediaPresence } from '@holdfast/protocol';
import { Icon } from '../icon/icon';
import { CallTexts } from '../call-texts';
import { CallTrack } from '../call-track';

/** What the others are shown of a device. */
function presence(device: DeviceState): MediaPresence {
  return device.status === 'on' || device.status === 'off' ? device.status : 'none';
}

/** One's own picture, mirrored as in a looking glass. */
@Component({
  selector: 'call-self-tile',
  imports: [CallTrack, Icon],
  template: `
    @if (track(); as track) {
      <video [callTrack]="track" autoplay playsinline></video>
    } @else {
      <call-icon name="video-off" class="none" />
      <span class="visually-hidden">{{ texts.yourCameraIsOff }}</span>
    }
    @if (microphonePresence() !== 'on') {
      <span class="chip muted">
        <call-icon name="mic-off" /><span class="visually-hidden">{{ texts.yourMicrophoneIsOff }}</span>
      </span>
    }
  `,
  styleUrl: './tile.css',
  styles: `
    :host {
      border-radius: var(--round);
    }
    video {
      transform: scaleX(-1);
    }
    .none {
      font-size: 1.4rem;
      color: var(--stage-soft);
    }
    .muted {
      position: absolute;
      left: 0.4rem;
      bottom: 0.4rem;
      min-height: 1.7rem;
      padding: 0 0.45rem;
    }
  `,
  host: {
    role: 'group',
    'data-tile': 'self',
    '[attr.aria-label]': 'texts.you',
    '[attr.data-microphone]': 'microphonePresence()',
    '[attr.data-camera]': 'cameraPresence()',
  },
})
export class SelfTile {
  readonly microphone = input.required<DeviceState>();
  readonly camera = input.required<DeviceState>();

  protected readonly texts = inject(CallTexts);
  protected readonly microphonePresence = computed(() => presence(this.microphone()));
  protected readonly cameraPresence = computed(() => presence(this.camera()));
  protected readonly track = computed(() => {
    const camera = this.camera();
    return camera.status === 'on' ? camera.track : null;
  });
}
