import { Component, inject, input } from '@angular/core';
import type { MediaPath } from '@holdfast/call-engine';
import { Icon } from '../icon/icon';
import { CallTexts } from '../call-texts';

/** Whether media goes from browser to browser or over a relay. It is encrypted between the browsers either way. */
@Component({
  selector: 'call-path-chip',
  imports: [Icon],
  template: `<call-icon name="shield-check" /> {{ texts.path[path()] }}`,
  host: { class: 'chip', '[attr.data-path]': 'path()' },
})
export class PathChip {
  readonly path = input.required<MediaPath>();

  protected readonly texts = inject(CallTexts);
}
