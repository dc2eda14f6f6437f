import { Component, computed, DOCUMENT, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';
import type { RefusalBody } from '@holdfast/protocol';
import { Icon } from '@holdfast/call-ui';
import { Frame } from '../../page/frame';
import { HomeLink } from '../../page/home-link';
import { PageHeading } from '../../page/page-heading';
import { refusedTexts } from './refused-texts';

/** How long a page waits before it tries again by itself where the server names no time, in ms. */
const PAUSE = 3_000;

/** The server said no: why, and what helps. */
@Component({
  selector: 'app-refused',
  imports: [Frame, HomeLink, Icon, PageHeading],
  template: `
    <app-frame>
      <section class="card" [attr.data-code]="refusal().code">
        <h1 [appPageHeading]="said().heading + ' · Holdfast'">{{ said().heading }}</h1>
        <p class="soft">{{ said().detail }}</p>
        <div class="actions">
          @switch (said().again) {
            @case ('never') {}
            @case ('reload') {
              <button type="button" class="button" (click)="reload()">
                <call-icon name="refresh-cw" /> {{ texts.reload }}
              </button>
            }
            @default {
              <button type="button" class="button" [attr.aria-busy]="trying() || null" (click)="tryAgain()">
                <call-icon name="refresh-cw" [class.spin]="trying()" /> {{ trying() ? texts.trying : texts.tryAgain }}
              </button>
            }
          }
          <a class="button quiet" appHomeLink>{{ texts.home }}</a>
        </div>
        @if (secondsLeft(); as seconds) {
          <p class="small soft">{{ texts.nextTry(seconds) }}</p>
        }
        <p class="small soft" role="status">
          {{ answers() > 1 ? texts.stillSo(said().heading) : '' }}
        </p>
      </section>
    </app-frame>
  `,
  host: { 'data-page': 'refused' },
})
export class Refused {
  readonly refusal = input.required<RefusalBody>();
  /** Whether the person was in the call: who was away for too long is told so. */
  readonly returning = input(false);

  private readonly store = inject(CallStore);
  private readonly location = inject(DOCUMENT).location;

  protected readonly texts = refusedTexts;
  protected readonly said = computed(() => this.texts.refusal(this.refusal().code, this.returning()));
  protected readonly trying = computed(() => this.store.state().phase === 'joining');
  /** How often the server has given this answer. */
  protected readonly answers = linkedSignal<RefusalBody, number>({
    source: this.refusal,
    computation: (refusal, previous) => (previous?.source.code === refusal.code ? previous.value + 1 : 1),
  });
  /** Seconds to the next try that the page makes by itself; 0 where there is none. */
  protected readonly secondsLeft = signal(0);

  constructor() {
    effect((onCleanup) => {
      const { retryAfterMs = PAUSE } = this.refusal();
      this.secondsLeft.set(0);
      if (this.said().again !== 'by-itself' || this.trying()) return;
      const at = Date.now() + retryAfterMs;
      const countDown = () => {
        this.secondsLeft.set(Math.ceil((at - Date.now()) / 1000));
        if (Date.now() >= at) this.tryAgain();
      };
      const counting = setInterval(countDown, 1000);
      this.secondsLeft.set(Math.ceil(retryAfterMs / 1000));
      onCleanup(() => clearInterval(counting));
    });
  }

  protected tryAgain(): void {
    if (!this.trying()) this.store.join(this.store.name());
  }

  protected reload(): void {
    this.location.reload();
  }
}
