import { PageEvents } from '../browser/page-events';

/** Counts who listens. */
class CountingTarget extends EventTarget {
  listeners = 0;

  override addEventListener(...parameters: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...parameters);
  }

  override removeEventListener(...parameters: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...parameters);
  }
}

class FakeDocument extends CountingTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

/** A browser's page and what a person does with it. */
export class FakePage {
  private readonly window = new CountingTarget();
  private readonly document = new FakeDocument();
  private readonly connection = new CountingTarget();
  readonly events: PageEvents;
  private isOnline = true;

  /** @param hasConnection whether the browser has `navigator.connection` */
  constructor(hasConnection = true) {
    const { window, document, connection } = this;
    this.events = new PageEvents({
      window,
      document,
      connection: hasConnection ? connection : undefined,
      isOnline: () => this.isOnline,
    });
  }

  /** How many listeners are still there. */
  get listeners(): number {
    return this.window.listeners + this.document.listeners + this.connection.listeners;
  }

  hide(): void {
    this.show('hidden');
  }

  show(state: DocumentVisibilityState = 'visible'): void {
    this.document.visibilityState = state;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  /** The browser runs a page again that it had frozen. */
  thaw(): void {
    this.document.dispatchEvent(new Event('resume'));
  }

  focus(): void {
    this.window.dispatchEvent(new Event('focus'));
  }

  press(): void {
    this.window.dispatchEvent(new Event('pointerdown'));
    this.window.dispatchEvent(new Event('pointerup'));
  }

  type(): void {
    this.window.dispatchEvent(new Event('keydown'));
  }

  /** Somebody closes the tab, or another address is opened in it: the page is still whole. */
  beginToGo(): void {
    this.window.dispatchEvent(new Event('beforeunload'));
  }

  goAway(): void {
    this.window.dispatchEvent(new Event('pagehide'));
  }

  /** The first showing, or with `persisted` the return from the back/forward cache. */
  appear(persisted: boolean): void {
    this.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  }

  /** The network is gone; browsers tell that as a change too. */
  loseNetwork(): void {
    this.isOnline = false;
    this.changeNetwork();
  }

  getNetwork(): void {
    this.isOnline = true;
    this.window.dispatchEvent(new Event('online'));
  }

  changeNetwork(): void {
    this.connection.dispatchEvent(new Event('change'));
  }
}
