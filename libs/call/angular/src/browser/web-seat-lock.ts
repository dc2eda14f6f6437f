import type { HeldSeatLock, SeatLock } from '@holdfast/call-engine';
import { Subject, Subscription, type Observable } from 'rxjs';

/** What is used of a browser for the lock of a seat. */
export interface LockBrowser {
  readonly locks: Pick<LockManager, 'request'>;
  /** The page is hidden for good or put into the back/forward cache. */
  readonly hidden$: Observable<unknown>;
  /** The page is back from that cache. */
  readonly isBack$: Observable<unknown>;
}

/**
 * One live page per seat, by the browser's own locks (W3C Web Locks, section 3). A page that goes away gives its lock back at once, and
 * not only when the browser has taken it apart: the next document of a reload waits for it.
 */
export class WebSeatLock implements SeatLock {
  constructor(private readonly browser: LockBrowser) {}

  async acquire(room: string, how: { readonly waitMs: number } | 'steal'): Promise<HeldSeatLock | null> {
    const lock = new WebHeldLock(`holdfast.seat.${room}`, this.browser);
    return (await lock.take(how)) ? lock : null;
  }
}

class WebHeldLock implements HeldSeatLock {
  private readonly lost = new Subject<void>();
  private readonly page = new Subscription();
  private state: 'held' | 'parked' | 'over' = 'parked';
  private letGo: () => void = () => undefined;

  readonly lost$ = this.lost.asObservable();

  constructor(
    private readonly name: string,
    private readonly browser: LockBrowser,
  ) {}

  /** Whether the lock was granted. */
  async take(how: { readonly waitMs: number } | 'steal'): Promise<boolean> {
    const granted = await this.request(how);
    if (!granted) return false;
    this.page.add(this.browser.hidden$.subscribe(() => this.park()));
    this.page.add(this.browser.isBack$.subscribe(() => this.takeAgain()));
    return true;
  }

  release(): void {
    if (this.state === 'over') return;
    this.state = 'over';
    this.page.unsubscribe();
    this.letGo();
  }

  private park(): void {
    if (this.state !== 'held') return;
    this.state = 'parked';
    this.letGo();
  }

  private takeAgain(): void {
    if (this.state === 'parked') void this.request({ waitMs: 0 }).then((granted) => granted || this.isLost());
  }

  private isLost(): void {
    if (this.state === 'over') return;
    this.release();
    this.lost.next();
  }

  /** Asks the browser; a lock that is granted is held until `letGo`. */
  private request(how: { readonly waitMs: number } | 'steal'): Promise<boolean> {
    const { options, settled } = optionsOf(how);
    return new Promise((answer) => {
      const held = (lock: Lock | null): Promise<void> | void => {
        settled();
        answer(lock !== null && this.state !== 'over');
        if (lock === null || this.state === 'over') return;
        this.state = 'held';
        return new Promise((letGo) => (this.letGo = letGo));
      };
      this.browser.locks.request(this.name, options, held).catch(() => {
        // AbortError: not granted in time, or taken by another page; SecurityError: an opaque origin has no locks
        settled();
        answer(false);
        if (this.state === 'held') this.isLost();
      });
    });
  }
}

function optionsOf(how: { readonly waitMs: number } | 'steal'): { options: LockOptions; settled: () => void } {
  const settled = () => undefined;
  if (how === 'steal') return { options: { steal: true }, settled };
  if (how.waitMs === 0) return { options: { ifAvailable: true }, settled };
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), how.waitMs);
  return { options: { signal: patience.signal }, settled: () => clearTimeout(timer) };
}
