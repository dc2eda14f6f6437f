import { distinctUntilChanged, EMPTY, filter, fromEvent, map, merge, skip, startWith, type Observable } from 'rxjs';

type Listenable = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** What is used of a browser's page. */
export interface PageBrowser {
  readonly window: Listenable;
  readonly document: Listenable & Pick<Document, 'visibilityState'>;
  /** `navigator.connection` (WICG Network Information), where the browser has it. */
  readonly connection: Listenable | undefined;
  /** `navigator.onLine`. */
  readonly isOnline: () => boolean;
}

/** What happens to the page itself. */
export class PageEvents {
  /**
   * The page goes away, perhaps for good (HTML Standard, section 7.4.6). Told at the last moments in which it can say anything: `beforeunload`
   * too, because Firefox closes the page's sockets between that and `pagehide`. Twice for the same going, or for one that was called off.
   */
  readonly goesAway$: Observable<unknown>;
  /** The page is hidden for good, or put into the back/forward cache. */
  readonly hidden$: Observable<unknown>;
  /** The page is back from the browser's back/forward cache. */
  readonly isBack$: Observable<unknown>;
  /**
   * The page may have stood still and runs again: back from the cache, resumed after a freeze (WICG Page Lifecycle, section 4), or seen
   * again.
   */
  readonly runsAgain$: Observable<unknown>;
  /** Whether anybody can see it, now and with each change. */
  readonly visible$: Observable<boolean>;
  /** Somebody uses it. */
  readonly used$: Observable<unknown>;
  /** The window has the focus again. */
  readonly focused$: Observable<unknown>;
  /** The machine has a network again, or another one. */
  readonly networkChanged$: Observable<unknown>;

  constructor({ window, document, connection, isOnline }: PageBrowser) {
    this.hidden$ = fromEvent(window, 'pagehide');
    this.goesAway$ = merge(fromEvent(window, 'beforeunload'), this.hidden$);
    this.isBack$ = fromEvent<PageTransitionEvent>(window, 'pageshow').pipe(filter(({ persisted }) => persisted));
    this.visible$ = fromEvent(document, 'visibilitychange').pipe(
      startWith(undefined),
      map(() => document.visibilityState === 'visible'),
      distinctUntilChanged(),
    );
    this.runsAgain$ = merge(
      this.isBack$,
      fromEvent(document, 'resume'),
      this.visible$.pipe(
        skip(1),
        filter((visible) => visible),
      ),
    );
    this.focused$ = fromEvent(window, 'focus');
    // pointerup besides pointerdown: a finger that is lifted is what lets browsers start audio (HTML Standard, section 6.4.1)
    this.used$ = merge(
      this.focused$,
      ...['pointerdown', 'pointerup', 'keydown'].map((name) => fromEvent(window, name)),
    );
    this.networkChanged$ = merge(
      fromEvent(window, 'online'),
      connection === undefined ? EMPTY : fromEvent(connection, 'change'),
      // a network that is gone changes too: what is tried then has no way
    ).pipe(filter(isOnline));
  }
}
