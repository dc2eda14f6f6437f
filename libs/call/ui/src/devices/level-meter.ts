import { Component, inject, input } from '@angular/core';
import { CallTexts } from '../call-texts';

/** How loud the own microphone is, as five bars. */
@Component({
  selector: 'call-level-meter',
  template: `@for (share of bars; track $index) {
    <i [style.height.%]="20 + 80 * share * level()"></i>
  }`,
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-label]': 'texts.microphoneLevel',
    '[attr.aria-valuenow]': 'percent(level())',
  },
  styles: `
    :host {
      display: inline-flex;
      align-items: end;
      gap: 3px;
      width: 32px;
      height: 1.1rem;
      /* a browser that draws by its processor lays out and paints nothing else for it */
      contain: strict;
    }
    i {
      /* no transition: between two levels it would cost four drawings more, and more than a tenth of a core */
      width: 4px;
      border-radius: 2px;
      background: var(--stage-accent);
    }
  `,
})
export class LevelMeter {
  /** 0 to 1. */
  readonly level = input.required<number>();

  protected readonly texts = inject(CallTexts);
  protected readonly bars = [0.55, 0.8, 1, 0.85, 0.6];

  protected percent(level: number): number {
    return Math.round(level * 100);
  }
}
