import { Component, effect, inject, input, PendingTasks, signal } from '@angular/core';
import { CallTexts } from '../call-texts';

/** A QR code as one path of an SVG; one unit is one module. */
interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

async function draw(text: string): Promise<QrDrawing> {
  const { encode } = await import('uqr'); // loaded when the first code is shown
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ 0: run, index: x }) => `M${x} ${y}h${run.length}v1h-${run.length}z`),
  );
  return { size, path: runs.join('') };
}

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
      width: 9rem;
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
        const drawing = await draw(text);
        if (current) this.drawing.set(drawing);
      });
    });
  }
}
