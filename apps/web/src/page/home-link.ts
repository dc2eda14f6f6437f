import { Directive, inject } from '@angular/core';
import { Address } from './address';

/** A link to the home page that opens it in place. */
@Directive({ selector: 'a[appHomeLink]', host: { href: '/', '(click)': 'open($event)' } })
export class HomeLink {
  private readonly address = inject(Address);

  protected open(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab
    event.preventDefault();
    this.address.open('/');
  }
}
