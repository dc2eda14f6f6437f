import { Clipboard } from '@angular/cdk/clipboard';
import { Component, DOCUMENT, effect, inject, input, signal } from '@angular/core';
import { Icon } from '../icon/icon';
import { CallTexts } from '../call-texts';
import { QrCode } from './qr-code';

/** How long a button says that the link was copied, in ms. */
const COPIED_FOR = 2_500;

/** The link to hand on: to read, to copy, to scan, and where the browser can, to share. */
@Component({
  selector: 'call-room-link',
  imports: [Icon, QrCode],
  template: `
    @if (!quiet()) {
      <call-qr-code [text]="link()" />
    }
    <p class="link" translate="no">{{ shown() }}</p>
    <div class="row">
      <button type="button" class="button" [class.quiet]="quiet()" (click)="copy()">
        <call-icon [name]="copied() === 'yes' ? 'check' : 'copy'" />
        {{ copied() === 'yes' ? texts.linkCopied : texts.copyLink }}
      </button>
      @if (shareable) {
        <button type="button" class="button quiet" (click)="share()">
          <call-icon name="share-2" /> {{ texts.shareLink }}
        </button>
      }
      @if (quiet()) {
        <button type="button" class="button quiet" [attr.aria-expanded]="qrAsked()" (click)="qrAsked.set(!qrAsked())">
          {{ texts.showQrCode }}
        </button>
      }
    </div>
    @if (quiet() && qrAsked()) {
      <call-qr-code [text]="link()" />
    }
    <p class="small" role="status">
      @if (copied() === 'failed') {
        {{ texts.copyFailed }}
      }
    </p>
    <span class="visually-hidden" role="status">{{ copied() === 'yes' ? texts.linkCopied : '' }}</span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.75rem;
      justify-items: inherit;
    }
    .link {
      overflow-wrap: anywhere;
      user-select: all;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      justify-content: inherit;
      gap: 0.6rem;
    }
    [role='status']:empty {
      margin-top: -0.75rem;
    }
  `,
})
export class RoomLink {
  /** The whole link, with its scheme. */
  readonly link = input.required<string>();
  /** Whether something else on the page is what one does next: then the QR code waits until it is asked for. */
  readonly quiet = input(false);

  protected readonly texts = inject(CallTexts);
  private readonly clipboard = inject(Clipboard);
  private readonly navigator = inject(DOCUMENT).defaultView?.navigator;

  /** Whether the browser has a share sheet (W3C Web Share; secure contexts only). */
  protected readonly shareable = typeof this.navigator?.share === 'function';
  protected readonly qrAsked = signal(false);
  protected readonly copied = signal<'no' | 'yes' | 'failed'>('no');

  constructor() {
    effect((onCleanup) => {
      if (this.copied() !== 'yes') return;
      const forgetting = setTimeout(() => this.copied.set('no'), COPIED_FOR);
      onCleanup(() => clearTimeout(forgetting));
    });
  }

  protected shown(): string {
    return this.link().replace(/^https?:\/\//, '');
  }

  /** Through the CDK and not `navigator.clipboard`, which pages from plain http do not have. */
  protected copy(): void {
    this.copied.set(this.clipboard.copy(this.link()) ? 'yes' : 'failed');
  }

  protected share(): void {
    // AbortError: the person closed the sheet. Anything else leaves the link to be copied.
    this.navigator?.share({ url: this.link() }).catch(() => undefined);
  }
}
