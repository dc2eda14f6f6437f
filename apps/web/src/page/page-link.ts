import { Directive, inject, input } from '@angular/core';
import { Address } from './address';

/** A link to a page of this application that opens it in place. */
@Directive({ selector: 'a[appPageLink]', host: { '[attr.href]': 'appPageLink()', '(click)': 'open($event)' } })
export class PageLink {
  /** The path of the page. */
  readonly appPageLink = input.required<string>();

  private readonly address = inject(Address);

  protected open(event: MouseEvent): void {
    if (isForBrowser(event)) return;
    event.preventDefault();
    this.address.open(this.appPageLink());
  }
}

/** Whether a click on a link asks for another tab or window. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
