import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Frame } from '../page/frame';
import { PageHeading } from '../page/page-heading';

/** Where an address leads that is no page of this application. */
@Component({
  selector: 'app-not-found',
  imports: [Frame, PageHeading, RouterLink],
  template: `
    <app-frame>
      <section class="card">
        <h1 appPageHeading="Nothing here · Holdfast">There is nothing at this address</h1>
        <p class="soft">
          The link may be cut short. Ask the person who sent it for the whole link, or start a call of your own.
        </p>
        <a class="button" routerLink="/">Home</a>
      </section>
    </app-frame>
  `,
  host: { 'data-page': 'not-found' },
})
export class NotFound {}
