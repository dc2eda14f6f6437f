import { Component, input } from '@angular/core';
import { ICON_SHAPES, type IconName } from './icon-shapes';

/** An icon, drawn with the colour and the size of the text around it. Decoration: what it stands for is said beside it. */
@Component({
  selector: 'svg[callIcon]',
  template: `<svg:path [attr.d]="shapes[callIcon()]" />`,
  host: {
    'aria-hidden': 'true',
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  },
})
export class Icon {
  readonly callIcon = input.required<IconName>();

  protected readonly shapes = ICON_SHAPES;
}
