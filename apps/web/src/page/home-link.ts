import { Directive, inject } from '@angular/core';
import { Address } from './address';
import { isForBrowser } from './page-link';

/** A link to the home page that opens it in place. */
@Directive({ selector: 'a[appHomeLink]', host: { href: '/', '(click)': 'open($event)' } })
export class HomeLink {
  private readonly address = inject(Address);

  protected open(event: MouseEvent): void {
    if (isForBrowser(event)) return;
    event.preventDefault();
    this.address.open('/');
  }
}
