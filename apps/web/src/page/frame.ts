import { Component, DOCUMENT, inject } from '@angular/core';
import { HomeLink } from './home-link';

/** What stands around every page but the call: the sign, the server's name, and room for a footer. */
@Component({
  selector: 'app-frame',
  imports: [HomeLink],
  template: `
    <header>
      <a class="brand" appHomeLink>
        <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-linecap="round" aria-hidden="true">
          <path d="M7 8c0 16 18 0 18 16" />
          <circle cx="7" cy="8" r="5" fill="currentColor" stroke="none" />
          <circle cx="25" cy="24" r="5" fill="currentColor" stroke="none" />
        </svg>
        Holdfast
      </a>
      <span class="small soft">{{ host }}</span>
    </header>
    <main><ng-content /></main>
    <ng-content select="footer" />
  `,
  styleUrl: './frame.css',
})
export class Frame {
  protected readonly host = inject(DOCUMENT).location.host;
}
