import { Component, effect, inject, input, PendingTasks, signal } from '@angular/core';
import { CallTexts } from '../call-texts';
import type { QrDrawing } from './qr-drawing';

/** Shows a text as a QR code, dark on white in both themes: some readers can't take it the other way round. */
@Component({
  selector: 'call-qr-code',
  template: `
    @if (drawing(); as drawing) {
      <svg
        [attr.viewBox]="'0 0 ' + drawing.size + ' ' + drawing.size"
        role="img"
        [attr.aria-label]="texts.qrCode"
        shape-rendering="crispEdges"
      >
        <path [attr.d]="drawing.path" fill="#0c1311" />
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      width: var(--qr-size, 9rem);
      aspect-ratio: 1;
      border-radius: 12px;
      overflow: hidden;
      background: #fff;
      forced-color-adjust: none;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      stroke: none;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();

  protected readonly texts = inject(CallTexts);
  protected readonly drawing = signal<QrDrawing | null>(null);

  constructor() {
    const pending = inject(PendingTasks);
    effect((onCleanup) => {
      let current = true;
      onCleanup(() => (current = false));
      const text = this.text();
      pending.run(async () => {
        const { drawQrCode } = await import('./qr-drawing'); // loaded with the first code that is shown
        if (current) this.drawing.set(drawQrCode(text));
      });
    });
  }
}
