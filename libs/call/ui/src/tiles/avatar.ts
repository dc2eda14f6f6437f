import { Component, computed, input } from '@angular/core';

/** Stands where a picture would be: the first letter of a name. Decoration only, the name is said elsewhere. */
@Component({
  selector: 'call-avatar',
  template: `{{ initial() }}`,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: grid;
      place-items: center;
      width: clamp(2.6rem, 34cqmin, 9rem);
      aspect-ratio: 1;
      border-radius: 50%;
      background: var(--tile-raised);
      color: var(--stage-soft);
      font-size: clamp(1.2rem, 14cqmin, 3.6rem);
      font-weight: 560;
      line-height: 1;
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();

  protected readonly initial = computed(() => [...this.name().trim()][0]?.toUpperCase() ?? '');
}
