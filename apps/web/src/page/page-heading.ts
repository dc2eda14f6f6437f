import { afterNextRender, Directive, effect, ElementRef, inject, input, Service } from '@angular/core';
import { Title } from '@angular/platform-browser';

/** Remembers whether the page that is shown is the one that was loaded. */
@Service()
class FirstPage {
  private shown = false;

  /** Whether this is the first heading since the application was loaded. */
  take(): boolean {
    const first = !this.shown;
    this.shown = true;
    return first;
  }
}

/** How long after a change of the heading the tab is named anew, in ms: browsers draw their own frame for that, and a call that begins needs the time. */
const NAMED_AFTER = 1_000;

/**
 * The one heading of a page. It names the tab, and takes the focus when its page opens, so that a screen reader says where one
 * is and Tab goes on from there. Not on the first page: there the browser has said it.
 */
@Directive({ selector: 'h1[appPageHeading]', host: { tabindex: '-1' } })
export class PageHeading {
  /** What stands in the tab. */
  readonly appPageHeading = input.required<string>();

  constructor() {
    const title = inject(Title);
    const heading = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const first = inject(FirstPage).take();
    let wait = first ? 0 : NAMED_AFTER;
    effect((onCleanup) => {
      const text = this.appPageHeading();
      if (wait === 0) title.setTitle(text);
      else {
        const naming = setTimeout(() => title.setTitle(text), wait);
        onCleanup(() => clearTimeout(naming));
      }
      wait = NAMED_AFTER;
    });
    afterNextRender(() => {
      if (!first) heading.focus({ preventScroll: true });
    });
  }
}
