import type { ErrorBody, ErrorCode, RequestName } from '@holdfast/protocol';

/** Why a request got no reply: a code of the protocol, or one of the two things that happen without the server's word. */
export type RequestErrorCode =
  | ErrorCode
  /** No ack came in time. Whether the server has done what was asked is not known. */
  | 'timeout'
  /** The link closed before the ack came, or was closed already. */
  | 'closed';

/** The one error of this library: a request to the server that was not answered with a reply. Programs read `code` alone. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  private constructor(
    /** Stable; see PROTOCOL.md for those of the protocol. */
    readonly code: RequestErrorCode,
    message: string,
    options?: ErrorOptions,
    /** The same request will not succeed before so many milliseconds, where the server says so. */
    readonly retryAfterMs?: number,
  ) {
    super(message, options);
  }

  /** The server answered with an error. */
  static answered(event: RequestName, error: ErrorBody): RequestError {
    return new RequestError(error.code, `${event}: ${error.message}`, { cause: error }, error.retryAfterMs);
  }

  /** No ack came within `timeoutMs`. */
  static timeout(event: RequestName, timeoutMs: number): RequestError {
    return new RequestError('timeout', `${event}: no answer within ${timeoutMs} ms`);
  }

  /** The link closed before the ack came, or was closed when the request was made. */
  static closed(event: RequestName, cause?: unknown): RequestError {
    return new RequestError('closed', `${event}: the link is closed`, cause === undefined ? undefined : { cause });
  }
}
