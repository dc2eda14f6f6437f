import { Component, input } from '@angular/core';

/** The shapes of Lucide's `video` and `check` (ISC licence). */
const SHAPES = {
  video:
    'm16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
  check: 'M20 6 9 17l-5-5',
} as const;

/** The two icons of the home page. Its own, so that a first visit does not load the icons of a call. */
@Component({
  selector: 'app-home-icon',
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
export class HomeIcon {
  readonly name = input.required<keyof typeof SHAPES>();

  protected readonly shapes = SHAPES;
}
