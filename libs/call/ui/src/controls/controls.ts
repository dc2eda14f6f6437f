import { Component, inject, input, output } from '@angular/core';
import type { DeviceState } from '@holdfast/call-engine';
import { Icon } from '../icon/icon';
import { CallTexts } from '../call-texts';

/**
 * The row of buttons for one's own microphone and camera; further ones are projected behind them. Alt+M and Alt+V press them from
 * anywhere on the page; never a letter alone, which those who dictate say without meaning it (WCAG 2.1.4).
 */
@Component({
  selector: 'call-controls',
  imports: [Icon],
  templateUrl: './controls.html',
  styles: `
    :host {
      display: flex;
      flex-wrap: nowrap;
      justify-content: center;
      align-items: center;
      gap: 0.6rem;
    }
    .problem::after {
      content: '';
      position: absolute;
      top: 0;
      right: 0;
      width: 0.8rem;
      height: 0.8rem;
      border-radius: 50%;
      border: 2px solid var(--stage);
      background: var(--stage-warn);
    }
  `,
  host: {
    role: 'group',
    '[attr.aria-label]': 'texts.controls',
    '(document:keydown)': 'pressByKey($event)',
  },
})
export class Controls {
  readonly microphone = input.required<DeviceState>();
  readonly camera = input.required<DeviceState>();
  readonly microphoneToggled = output<void>();
  readonly cameraToggled = output<void>();

  protected readonly texts = inject(CallTexts);

  protected pressByKey(event: KeyboardEvent): void {
    if (event.repeat || !event.altKey || event.ctrlKey || event.metaKey) return;
    const letter = letterOf(event);
    if (letter !== 'm' && letter !== 'v') return;
    event.preventDefault(); // some browsers open a menu
    (letter === 'm' ? this.microphoneToggled : this.cameraToggled).emit();
  }
}

/** The letter of the key, also where Alt makes another character of it (macOS). */
function letterOf({ key, code }: KeyboardEvent): string {
  return (/^[a-z]$/i.test(key) ? key : code.replace('Key', '')).toLowerCase();
}
