import { Component, computed, inject, input, output } from '@angular/core';
import type { DeviceState, MediaKind, MediaProblem } from '@holdfast/call-engine';
import { Icon } from '../icon/icon';
import { Browser } from './browser';
import { DeviceHelper, type TroubledDevices } from './device-help';
import { CallTexts } from '../call-texts';

/** One thing to tell, about one device or both. */
interface Trouble {
  readonly devices: TroubledDevices;
  readonly problem: MediaProblem;
}

/** The problems after which asking again can help; the others are noticed by themselves or not to be helped from here. */
const WORTH_ANOTHER_TRY: ReadonlySet<MediaProblem> = new Set<MediaProblem>(['refused', 'busy', 'failed']);

function problemOf(device: DeviceState): MediaProblem | null {
  return device.status === 'unavailable' ? device.problem : null;
}

/** Says what is wrong with one's own devices, in the words of this browser; nothing where all is well. */
@Component({
  selector: 'call-device-problems',
  imports: [Icon],
  template: `
    @for (trouble of troubles(); track trouble.devices) {
      @let help = helpFor(trouble);
      <div class="note" [attr.data-devices]="trouble.devices" [attr.data-problem]="trouble.problem">
        <call-icon [name]="icons[trouble.devices]" />
        <div>
          <strong>{{ help.title }}</strong>
          <p>{{ help.detail }}</p>
          @if (worthAnotherTry(trouble)) {
            <button type="button" class="text-button" (click)="askAgain(trouble.devices)">
              {{ texts.askAgain(trouble.devices) }}
            </button>
          }
        </div>
      </div>
    }
  `,
  host: { role: 'status' },
  styles: `
    :host {
      display: grid;
      gap: 0.6rem;
    }
  `,
})
export class DeviceProblems {
  readonly microphone = input.required<DeviceState>();
  readonly camera = input.required<DeviceState>();
  /** Somebody wants the device to be asked for again. */
  readonly askedAgain = output<MediaKind>();

  protected readonly texts = inject(CallTexts);
  protected readonly icons = { camera: 'video-off', microphone: 'mic-off', both: 'triangle-alert' } as const;
  private readonly helper = inject(DeviceHelper);
  private readonly browser = inject(Browser);

  protected readonly troubles = computed((): readonly Trouble[] => {
    const camera = problemOf(this.camera());
    const microphone = problemOf(this.microphone());
    if (camera && camera === microphone) return [{ devices: 'both', problem: camera }];
    return [
      ...(camera ? [{ devices: 'camera', problem: camera } as const] : []),
      ...(microphone ? [{ devices: 'microphone', problem: microphone } as const] : []),
    ];
  });

  protected helpFor({ devices, problem }: Trouble) {
    return this.helper(devices, problem, this.browser);
  }

  protected worthAnotherTry({ problem }: Trouble): boolean {
    return WORTH_ANOTHER_TRY.has(problem);
  }

  protected askAgain(devices: TroubledDevices): void {
    if (devices !== 'camera') this.askedAgain.emit('microphone');
    if (devices !== 'microphone') this.askedAgain.emit('camera');
  }
}
