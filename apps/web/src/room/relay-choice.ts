import { Component, computed, inject } from '@angular/core';
import { CallStore } from '@holdfast/call-angular';

const texts = {
  label: 'Hide my address',
  detail:
    'Picture and sound go through the relay only, so nobody in the call learns the address of your network. It can cost a little quality.',
  noRelay: 'This server has no relay, so nobody can reach you while this is on.',
} as const;

/** The choice to be reached through a relay alone: there where the server has one, and where it was made once. */
@Component({
  selector: 'app-relay-choice',
  template: `
    @if (isShown()) {
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-describedby="relay-detail"
          [checked]="store.relayOnly()"
          (change)="store.setRelayOnly(!store.relayOnly())"
        />
        {{ texts.label }}
      </label>
      <p class="small soft" id="relay-detail">{{ texts.detail }}</p>
      <p class="small" role="status">{{ isDeadEnd() ? texts.noRelay : '' }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: 0.75rem;
    }
    :host:not(:has(*)) {
      display: none;
    }
    label {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      align-items: center;
      min-height: 2.75rem;
      font-weight: 560;
      cursor: pointer;
    }
    p {
      grid-column: 2;
    }
    [role='status'] {
      color: var(--danger);
    }
    input {
      appearance: none;
      position: relative;
      /* the lobby's button stays at the lower edge of a phone */
      scroll-margin-bottom: 6rem;
      width: 2.75rem;
      height: 1.6rem;
      margin: 0;
      border: 1px solid var(--edge);
      border-radius: var(--pill);
      background: var(--raised);
      cursor: pointer;
      transition: background var(--quick);
    }
    input::after {
      content: '';
      position: absolute;
      inset: 0.2rem auto 0.2rem 0.25rem;
      aspect-ratio: 1;
      border-radius: 50%;
      background: var(--edge);
      transition: translate var(--quick);
    }
    input:checked {
      border-color: var(--accent);
      background: var(--accent);
    }
    input:checked::after {
      translate: 1.05rem 0;
      background: var(--on-accent);
    }
    @media (forced-colors: active) {
      input {
        appearance: auto;
      }
      input::after {
        display: none;
      }
    }
  `,
})
export class RelayChoice {
  protected readonly store = inject(CallStore);
  protected readonly texts = texts;
  protected readonly isShown = computed(() => this.store.hasRelay() === true || this.store.relayOnly());
  /** Whether the choice keeps everybody away, because there is nothing to be reached through. */
  protected readonly isDeadEnd = computed(() => this.store.hasRelay() === false && this.store.relayOnly());
}
