import type { LifecycleEvent } from '@holdfast/signaling-core';

/**
 * Is told what happens to rooms and seats, after it has happened. Cannot change it, and is not waited for. What it throws or rejects with is
 * passed over; the log has the name of the error.
 */
export interface SignalingEvents {
  happened(event: LifecycleEvent): void;
}

/** The token of the hook. The default does nothing. */
export const SignalingEvents = Symbol('SignalingEvents');

/** The default: nobody listens. */
export class NobodyListens implements SignalingEvents {
  happened(): void {
    // nobody listens
  }
}
