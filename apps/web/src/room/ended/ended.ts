import { Component, computed, inject, linkedSignal } from '@angular/core';
import { CallStore, type CallSummary } from '@holdfast/call-angular';
import type { CallState, EndReason } from '@holdfast/call-engine';
import { Icon } from '@holdfast/call-ui';
import { Frame } from '../../page/frame';
import { HomeLink } from '../../page/home-link';
import { PageHeading } from '../../page/page-heading';
import { PageLink } from '../../page/page-link';
import { watchJoin } from '../join-watch';
import { endedTexts } from './ended-texts';

/** The end of a call: why it ended, how it was, and the way back into it. */
@Component({
  selector: 'app-ended',
  imports: [Frame, HomeLink, Icon, PageHeading, PageLink],
  template: `
    <app-frame>
      <section class="card" [attr.data-reason]="reason()">
        @if (summary(); as summary) {
          <p class="chip">{{ summary }}</p>
        }
        <h1 [appPageHeading]="said().heading + ' · Holdfast'">{{ said().heading }}</h1>
        <p class="soft">{{ said().detail }}</p>
        <div class="actions">
          <button type="button" class="button" [attr.aria-busy]="joining() || null" (click)="joinAgain()">
            <call-icon name="log-in" /> {{ joining() ? texts.joining : said().again }}
          </button>
          <a class="button quiet" appHomeLink>{{ texts.home }}</a>
        </div>
        <p class="small soft">
          <a appPageLink="/connectivity">{{ texts.connectivity }}</a>
        </p>
        <p role="status">{{ takesLong() ? texts.takesLong : '' }}</p>
      </section>
    </app-frame>
  `,
  host: { 'data-page': 'ended' },
})
export class Ended {
  private readonly store = inject(CallStore);

  protected readonly texts = endedTexts;
  private readonly watch = watchJoin();
  protected readonly joining = this.watch.joining;
  protected readonly takesLong = this.watch.takesLong;
  /** Why and what was, also while the next join is under way. */
  protected readonly reason = linkedSignal<CallState, EndReason>({
    source: this.store.state,
    computation: (state, previous) => (state.phase === 'ended' ? state.reason : (previous?.value ?? 'left')),
  });
  private readonly lastSummary = linkedSignal<CallSummary | null, CallSummary | null>({
    source: this.store.summary,
    computation: (summary, previous) => summary ?? previous?.value ?? null,
  });
  protected readonly said = computed(() => this.texts.reason(this.reason()));
  protected readonly summary = computed(() => {
    const summary = this.lastSummary();
    return summary && this.texts.summary(summary);
  });

  protected joinAgain(): void {
    if (!this.joining()) this.store.join(this.store.name());
  }
}
