import type { Provider } from '@angular/core';
import { CallStore } from './call-store';

/** Where the call's server is. */
export interface CallOptions {
  /** Origin of the signaling server; the page's own where absent. */
  readonly server?: string;
}

/** The call engine for one page: put it into the `providers` of the component that shows a room. */
export function provideCall(options: CallOptions = {}): Provider[] {
  void options;
  return [CallStore];
}
