import type { ErrorBody, Notice, NoticeName, Notices, Reply } from '@holdfast/protocol';
import type { LifecycleEvent } from './lifecycle-event';
import type { SignalingError } from './signaling-error';

/** A notice for one seat. */
export type Delivery = {
  [E in NoticeName]: { readonly to: string; readonly event: E; readonly payload: Notices[E] };
}[NoticeName];

/** A socket that has no seat any more: it is told why, then closed. */
export interface Closing {
  readonly socket: string;
  readonly farewell: readonly Notice[];
}

/** Everything that follows from one message. Whoever holds the sockets carries it out in this order and decides nothing. */
export interface Outcome<T> {
  /** What the ack carries. */
  readonly reply: Reply<T>;
  readonly closings: readonly Closing[];
  readonly deliveries: readonly Delivery[];
  /** What happened to rooms and seats, for timers, logs and hooks. */
  readonly events: readonly LifecycleEvent[];
}

/** An outcome that changes nothing but answers. */
export function answer<T>(reply: Reply<T>): Outcome<T> {
  return { reply, closings: [], deliveries: [], events: [] };
}

/** An outcome that changes nothing and answers with an error. */
export function refuse(error: SignalingError): Outcome<never> {
  const body: { readonly error: ErrorBody } = { error: error.toBody() };
  return { reply: body, closings: [], deliveries: [], events: [] };
}
