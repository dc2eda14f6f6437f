import { Component, effect, input, signal } from '@angular/core';
import { clock } from './duration';

/** The time since a moment, as a clock that goes on by itself. */
@Component({
  selector: 'call-elapsed',
  template: `{{ shown() }}`,
  host: { role: 'timer', '[style.font-variant-numeric]': "'tabular-nums'" },
})
export class Elapsed {
  /** In milliseconds since the epoch. */
  readonly since = input.required<number>();

  protected readonly shown = signal('');

  constructor() {
    effect((onCleanup) => {
      const since = this.since();
      const show = () => this.shown.set(clock(Date.now() - since));
      show();
      const ticking = setInterval(show, 1000);
      onCleanup(() => clearInterval(ticking));
    });
  }
}
