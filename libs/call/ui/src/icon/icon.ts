import { Component, input } from '@angular/core';
import { ICON_SHAPES, type IconName } from './icon-shapes';

/** An icon, drawn with the colour and the size of the text around it. Decoration: what it stands for is said beside it. */
@Component({
  selector: 'call-icon',
  template: `
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
      <path [attr.d]="shapes[name()]" />
    </svg>
  `,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly shapes = ICON_SHAPES;
}
