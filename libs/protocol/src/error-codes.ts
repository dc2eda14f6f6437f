/**
 * Every error that can stand in an ack, in a `connect_error` or in a REST answer, with its status.
 * Programs read `code` alone; `status` is the HTTP status with the same meaning, `message` is for people.
 * PROTOCOL.md lists the same codes with what a client does about each; a spec holds the two together.
 */
export const ERROR_STATUS = {
  /** The payload of a message does not fit its schema. */
  'bad-message': 400,
  /** The handshake does not fit its schema. */
  'bad-handshake': 400,
  /** The hook `may-join` said no. */
  'not-allowed': 403,
  /** No such room: a malformed id, or one that nobody made where only POST makes rooms. */
  'room-not-found': 404,
  /** `to` is nobody in this room. */
  'peer-unknown': 404,
  /** No such event. */
  'unknown-event': 404,
  /** `to` is in this room, but has no socket at the moment. Nothing is queued. */
  'peer-away': 409,
  /** This transport has a handshake under way; in an ack: `joined` has not been sent yet. */
  'already-joining': 409,
  /** The seat of this socket was left, taken over or given up: it says nothing any more. */
  'seat-gone': 410,
  /** The payload is larger than `LIMITS.messageBytes`. */
  'too-large': 413,
  /** Every seat of the room is taken. */
  'room-full': 423,
  /** The server does not speak this version of the protocol. */
  'wrong-protocol': 426,
  /** Too many of these from this address or this seat; `retryAfterMs` says when again. */
  'rate-limited': 429,
  /** The server failed. Nothing was changed. */
  internal: 500,
  /** The server is stopping, or not ready yet. */
  'server-closing': 503,
  /** The decision whether this client may join took longer than 2 s. */
  'join-timeout': 504,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** The codes after which the same request may succeed later without any change to it. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'peer-away',
  'already-joining',
  'room-full',
  'rate-limited',
  'internal',
  'server-closing',
  'join-timeout',
]);

/** Whether the same request may succeed later without any change to it. */
export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code);
}

/** What an ack carries in place of a reply. Never echoes any part of the payload. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly status: number;
  /** One sentence in English for people and logs. Not for programs. */
  readonly message: string;
  /** Not before so many milliseconds. Absent: the client's own back-off decides. */
  readonly retryAfterMs?: number;
}

/** The `data` of a `connect_error`: why a handshake was refused, and whether the same one is worth another try. */
export interface RefusalBody extends ErrorBody {
  readonly retryable: boolean;
}

/** The reply to a request: what it returns, or a typed error. */
export type Reply<T> = T | { readonly error: ErrorBody };

/** Whether a reply is an error. */
export function isErrorReply(reply: unknown): reply is { readonly error: ErrorBody } {
  return typeof reply === 'object' && reply !== null && 'error' in reply;
}
