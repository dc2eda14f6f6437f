import { Component, inject, input, output } from '@angular/core';
import type { DeviceState } from '@holdfast/call-engine';
import { Icon } from '../icon/icon';
import { CallTexts } from '../call-texts';

/**
 * The row of buttons for one's own microphone and camera; further ones are projected behind them. M and V press them from
 * anywhere on the page, unless something is being typed or a dialog is open.
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
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea, dialog')) return;
    const key = event.key.toLowerCase();
    if (key === 'm') this.microphoneToggled.emit();
    if (key === 'v') this.cameraToggled.emit();
  }
}
