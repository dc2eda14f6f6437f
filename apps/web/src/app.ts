import { NgComponentOutlet } from '@angular/common';
import { Component, effect, inject, signal } from '@angular/core';
import { Address } from './page/address';
import { PageOf, type ShownPage } from './pages';

/** The application: whatever page the address names. */
@Component({
  selector: 'app-root',
  imports: [NgComponentOutlet],
  template: `
    @if (shown(); as shown) {
      <ng-container *ngComponentOutlet="shown.component; inputs: shown.inputs" />
    }
  `,
})
export class App {
  private readonly address = inject(Address);
  private readonly pageOf = inject(PageOf);
  /** The page that is there; it stays until the next one is loaded. */
  protected readonly shown = signal<ShownPage | null>(null);

  constructor() {
    effect((onCleanup) => {
      let wanted = true;
      onCleanup(() => (wanted = false));
      this.pageOf(this.address.path()).then(
        (page) => wanted && this.shown.set(page),
        (error: unknown) => {
          if (this.shown() === null) throw error;
          // the files that this page knows are gone where the server was renewed: it has others now
          if (wanted) this.address.reload();
        },
      );
    });
  }
}
