import { type ErrorBody, type ErrorCode, ERROR_STATUS, isRetryable, type RefusalBody } from '@holdfast/protocol';

/** The one error of this library: a code of the wire with a sentence for people. Never carries any part of a payload. */
export class SignalingError extends Error {
  override readonly name = 'SignalingError';

  /**
   * @param code what programs read
   * @param message one sentence for people
   * @param retryAfterMs not before so many milliseconds
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  /** The HTTP status with the same meaning. */
  get status(): number {
    return ERROR_STATUS[this.code];
  }

  /** What stands in an ack or in a REST answer. */
  toBody(): ErrorBody {
    const { code, status, message, retryAfterMs } = this;
    return { code, status, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }

  /** What stands in the `data` of a `connect_error`. */
  toRefusal(): RefusalBody {
    return { ...this.toBody(), retryable: isRetryable(this.code) };
  }
}
