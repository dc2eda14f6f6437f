import { Component, inject } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import { Icon } from '@holdfast/call-ui';
import { Frame } from '../../page/frame';
import { HomeLink } from '../../page/home-link';
import { PageHeading } from '../../page/page-heading';
import { watchJoin } from '../join-watch';
import { elsewhereTexts } from './elsewhere-texts';

/** Another tab of this browser is in the call: where it is, and the way to have it here. */
@Component({
  selector: 'app-elsewhere',
  imports: [Frame, HomeLink, Icon, PageHeading],
  template: `
    <app-frame>
      <section class="card">
        <h1 [appPageHeading]="texts.heading + ' · Holdfast'">{{ texts.heading }}</h1>
        <p class="soft">{{ texts.detail }}</p>
        <div class="actions">
          <button type="button" class="button" [attr.aria-busy]="joining() || null" (click)="takeOver()">
            <call-icon name="log-in" /> {{ joining() ? texts.takingOver : texts.takeOver }}
          </button>
          <a class="button quiet" appHomeLink>{{ texts.home }}</a>
        </div>
        <p role="status">{{ takesLong() ? texts.takesLong : '' }}</p>
      </section>
    </app-frame>
  `,
  host: { 'data-page': 'elsewhere' },
})
export class Elsewhere {
  private readonly store = inject(CallStore);

  protected readonly texts = elsewhereTexts;
  private readonly watch = watchJoin();
  protected readonly joining = this.watch.joining;
  protected readonly takesLong = this.watch.takesLong;

  protected takeOver(): void {
    if (!this.joining()) this.store.takeOver();
  }
}
