import { DOCUMENT, inject, Service, signal } from '@angular/core';

/** The path of the page that is shown, and the way to another one. Three pages need no router: docs/adr/0015. */
@Service()
export class Address {
  private readonly window = inject(DOCUMENT).defaultView as Window;
  private readonly current = signal(this.window.location.pathname);

  /** The path, now and after each change of it: by this application, or by the buttons back and forward. */
  readonly path = this.current.asReadonly();

  constructor() {
    this.window.addEventListener('popstate', () => this.look());
  }

  /** Opens a path of this application in place, with an entry of its own in the tab's history. */
  open(path: string): void {
    this.window.history.pushState(null, '', path);
    this.look();
  }

  /** Loads the page of the path anew from the server. */
  reload(): void {
    this.window.location.reload();
  }

  private look(): void {
    this.current.set(this.window.location.pathname);
  }
}
