import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { RoomLink } from '@holdfast/call-ui';

/** What stands where the other one will be: what one waits for, and the link to hand on. */
@Component({
  selector: 'app-waiting',
  imports: [RoomLink],
  template: `
    <div>
      <h2>{{ said().heading }}</h2>
      <p>{{ said().detail }}</p>
      @if (invites()) {
        <call-room-link [link]="link()" />
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      align-items: safe center;
      min-height: 0;
      overflow: auto;
      border-radius: var(--round-l);
      background: radial-gradient(120% 90% at 50% 0, #1d2f28, #0d1512);
    }
    div {
      display: grid;
      gap: 1.1rem;
      justify-items: center;
      max-width: 30rem;
      padding: 4rem 1.5rem 1.5rem;
      text-align: center;
    }
    @media (max-height: 36rem) {
      div {
        gap: 0.6rem;
        padding-top: 1rem;
      }
      call-room-link {
        --qr-size: 5.5rem;
      }
    }
    p {
      color: var(--stage-soft);
    }
  `,
})
export class Waiting {
  readonly room = input.required<string>();
  readonly said = input.required<{ readonly heading: string; readonly detail: string }>();
  /** Whether the link is shown: not before one has a place oneself. */
  readonly invites = input.required<boolean>();

  private readonly origin = inject(DOCUMENT).location.origin;
  protected readonly link = computed(() => `${this.origin}/r/${this.room()}`);
}
