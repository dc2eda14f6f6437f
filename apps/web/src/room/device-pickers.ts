import { Component, computed, inject } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import type { DeviceChoice, MediaKind } from '@holdfast/call-engine';
import { CallTexts, DevicePicker, Icon } from '@holdfast/call-ui';

/** Without a label a device was never allowed, and there is nothing to tell it by. */
function named(choices: readonly DeviceChoice[]): readonly DeviceChoice[] {
  return choices.some(({ label }) => label !== '') ? choices : [];
}

/** The pickers for camera, microphone and, where the browser can, speaker: as many as there is something to pick. */
@Component({
  selector: 'app-device-pickers',
  imports: [DevicePicker, Icon],
  template: `
    @if (cameras().length > 0) {
      <call-device-picker
        #camera
        [label]="texts.camera"
        [choices]="cameras()"
        [chosen]="store.chosen().camera"
        (picked)="pick('camera', $event, camera)"
      />
    }
    @if (microphones().length > 0) {
      <call-device-picker
        #microphone
        [label]="texts.microphone"
        [choices]="microphones()"
        [chosen]="store.chosen().microphone"
        (picked)="pick('microphone', $event, microphone)"
      />
    }
    @if (store.speakerChoice === 'prompt') {
      <button type="button" class="button quiet" (click)="store.promptSpeaker()">
        <call-icon name="volume-2" /> {{ texts.pickSpeaker }}
      </button>
    } @else if (speakers().length > 0) {
      <call-device-picker
        #speaker
        [label]="texts.speaker"
        [choices]="speakers()"
        [chosen]="store.chosen().speaker"
        (picked)="pick('speaker', $event, speaker)"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 1rem;
      justify-items: stretch;
    }
    :host:not(:has(*)) {
      display: none;
    }
    .button {
      justify-self: start;
    }
  `,
})
export class DevicePickers {
  protected readonly store = inject(CallStore);
  protected readonly texts = inject(CallTexts);
  protected readonly cameras = computed(() => named(this.store.choices().cameras));
  protected readonly microphones = computed(() => named(this.store.choices().microphones));
  protected readonly speakers = computed(() => named(this.store.choices().speakers));

  protected async pick(kind: MediaKind | 'speaker', deviceId: string, picker: DevicePicker): Promise<void> {
    await this.store.select(kind, deviceId);
    picker.showChosen();
  }
}
