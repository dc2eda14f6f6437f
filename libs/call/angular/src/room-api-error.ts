import type { ErrorCode } from '@holdfast/protocol';

/** Why a request to the REST API failed. */
export class RoomApiError extends Error {
  override readonly name = 'RoomApiError';

  private constructor(
    /** The server's code; `unreachable` where it did not answer in time, `internal` where what answered was not the API. */
    readonly code: ErrorCode | 'unreachable',
    cause?: unknown,
  ) {
    super(code === 'unreachable' ? 'The server did not answer.' : `The server refused: ${code}.`, { cause });
  }

  static unreachable(cause: unknown): RoomApiError {
    return new RoomApiError('unreachable', cause);
  }

  static answered(code: ErrorCode, cause?: unknown): RoomApiError {
    return new RoomApiError(code, cause);
  }
}
