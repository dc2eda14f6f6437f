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
    effect(() => title.setTitle(this.appPageHeading()));
    afterNextRender(() => {
      if (!first) heading.focus({ preventScroll: true });
    });
  }
}
