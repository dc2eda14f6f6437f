import { Directive, inject } from '@angular/core';
import { Router } from '@angular/router';

/** A link to the home page that opens it in place. Not `RouterLink`: one fixed address does not need its 2 kB. */
@Directive({ selector: 'a[appHomeLink]', host: { href: '/', '(click)': 'open($event)' } })
export class HomeLink {
  private readonly router = inject(Router);

  protected open(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab
    event.preventDefault();
    void this.router.navigateByUrl('/');
  }
}
