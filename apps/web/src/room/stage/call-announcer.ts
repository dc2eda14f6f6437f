import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { CallTexts } from '@holdfast/call-ui';
import { callNews, type CallScene } from './call-news';

/** How many sentences stay readable for somebody who goes back to them. */
const KEPT = 6;

interface Sentence {
  readonly id: number;
  readonly text: string;
}

/**
 * Tells a screen reader what is new in the call. A log and not the CDK's `LiveAnnouncer`: that one has a single line, and of two
 * changes within 100 ms the first would never be heard.
 */
@Component({
  selector: 'app-call-announcer',
  template: `
    @for (sentence of sentences(); track sentence.id) {
      <p>{{ sentence.text }}</p>
    }
  `,
  host: { role: 'log', 'aria-live': 'polite', class: 'visually-hidden' },
})
export class CallAnnouncer {
  readonly scene = input.required<CallScene>();

  private readonly guest = inject(CallTexts).guest;
  protected readonly sentences = signal<readonly Sentence[]>([]);

  constructor() {
    let before: CallScene | null = null;
    let count = 0;
    effect(() => {
      const scene = this.scene();
      const told = callNews(before, scene, this.guest).map((text) => ({ id: count++, text }));
      before = scene;
      if (told.length > 0) untracked(() => this.sentences.update((earlier) => [...earlier, ...told].slice(-KEPT)));
    });
  }
}
