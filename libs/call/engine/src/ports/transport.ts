import type {
  Handshake,
  Notice,
  RefusalBody,
  RequestName,
  Requests,
  ServerRequestName,
  ServerRequests,
} from '@holdfast/protocol';
import type { Observable } from 'rxjs';

/** The way to the signaling server. It retries nothing: the engine owns all retrying. */
export interface Transport {
  /** Opens the connection to the server without taking a seat, so that a join costs one round trip. Idempotent, fails silently. */
  warm(): void;
  /** Closes a connection that was opened by `warm` and holds no seat. */
  cool(): void;
  /**
   * Starts one handshake on the warmed connection or a new one, beside any link that is still open.
   * @param auth asked once, at the moment CONNECT is sent
   * @param connection which connection it may be on; `any` where absent
   */
  open(auth: () => Handshake, connection?: ConnectionChoice): Link;
}

/**
 * What a link is opened on: the warmed connection if there is one, or in any case one of its own. A fresh one is to use nothing from before:
 * a browser goes on to use connections that it keeps for requests though the network under them is another one (Firefox for up to 6 s).
 */
export type ConnectionChoice = 'any' | 'fresh';

/** One socket: one attempt to have a seat's voice, and that voice if it succeeds. */
export interface Link {
  /** What happens on this link, in order, from the moment `open` returned; completes after `refused`, `failed` or `closed`. */
  readonly events$: Observable<LinkEvent>;
  /** Whether it began on a connection that was warmed: that one may have died long ago. */
  readonly warmed: boolean;
  /**
   * Sends a request and waits for its ack.
   * @param timeoutMs how long to wait for the ack
   * @throws RequestError where the server answered with an error, the time ran out or the link closed first
   */
  request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    timeoutMs: number,
  ): Promise<Requests[E]['reply']>;
  /** Ends the link. `events$` completes without `closed`. */
  close(): void;
}

/** What happens on a link. Payloads are as they came: whoever reads them checks them. */
export type LinkEvent =
  /** The server sent a notice; `joined` is the first. */
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** The server asks; `answer` may be called once. */
  | {
      readonly kind: 'asked';
      readonly event: ServerRequestName;
      readonly payload: ServerRequests[ServerRequestName]['payload'];
      answer(reply: ServerRequests[ServerRequestName]['reply']): void;
    }
  /** The server refused the handshake. */
  | { readonly kind: 'refused'; readonly refusal: RefusalBody }
  /** No connection to the server came about. */
  | { readonly kind: 'failed' }
  /** The link was there and broke, or the server ended it. */
  | { readonly kind: 'closed' };
