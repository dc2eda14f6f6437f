import { DOCUMENT, inject, type Provider } from '@angular/core';
import { browserParts } from './browser/browser-parts';
import { CallParts, type CallOptions } from './call-parts';
import { CallStore } from './call-store';

/**
 * The call engine for one page: put it into the `providers` of the component that shows a room.
 * @throws Error where there is no window, as on a server
 */
export function provideCall(options: CallOptions = {}): Provider[] {
  return [CallStore, { provide: CallParts, useFactory: () => browserParts(windowOf(inject(DOCUMENT)), options) }];
}

function windowOf({ defaultView }: Document): Window & typeof globalThis {
  if (defaultView === null) throw new Error('A call needs the window of a browser.');
  return defaultView;
}
