import { Component } from '@angular/core';
import { Frame } from '../page/frame';
import { HomeLink } from '../page/home-link';
import { PageHeading } from '../page/page-heading';

/** Where an address leads that is no page of this application. */
@Component({
  selector: 'app-not-found',
  imports: [Frame, HomeLink, PageHeading],
  template: `
    <app-frame>
      <section class="card">
        <h1 appPageHeading="Nothing here · Holdfast">There is nothing at this address</h1>
        <p class="soft">
          The link may be cut short. Ask the person who sent it for the whole link, or start a call of your own.
        </p>
        <a class="button" appHomeLink>Home</a>
      </section>
    </app-frame>
  `,
  host: { 'data-page': 'not-found' },
})
export class NotFound {}
