import { DOCUMENT, inject, type Provider } from '@angular/core';
import { browserParts } from './browser/browser-parts';
import { CallParts } from './call-parts';
import { CallStore } from './call-store';

/** Where the call's server is. */
export interface CallOptions {
  /** The server's origin, such as `https://call.example`; the page's own where absent. */
  readonly origin?: string;
}

/**
 * The call engine for one page: put it into the `providers` of the component that shows a room.
 * @throws Error where there is no window, as on a server
 */
export function provideCall({ origin }: CallOptions = {}): Provider[] {
  return [CallStore, { provide: CallParts, useFactory: () => browserParts(windowOf(inject(DOCUMENT)), origin) }];
}

function windowOf({ defaultView }: Document): Window & typeof globalThis {
  if (defaultView === null) throw new Error('A call needs the window of a browser.');
  return defaultView;
}
