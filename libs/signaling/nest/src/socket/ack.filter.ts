import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { ErrorBody } from '@holdfast/protocol';
import { SignalingError } from '@holdfast/signaling-core';
import { logFailure } from '../log-failure';

/** Answers the ack of a request that failed with a typed error, and echoes nothing of its payload. Without an ack nothing is sent. */
@Catch()
export class AckFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const ack = host.getArgs<unknown[]>().find((arg) => typeof arg === 'function');
    ack?.({ error: errorBody(thrown) });
  }
}

/** What a client learns of something that was thrown. */
export function errorBody(thrown: unknown): ErrorBody {
  return asSignalingError(thrown).toBody();
}

/** A refusal as it is; everything else is a fault of the server, of which only the log learns more. */
export function asSignalingError(thrown: unknown): SignalingError {
  if (thrown instanceof SignalingError) return thrown;
  logFailure(new Logger('Signaling'), 'A request failed', thrown);
  return new SignalingError('internal', 'The server failed. Nothing was changed.');
}
