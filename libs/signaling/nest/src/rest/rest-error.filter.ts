import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { ErrorBody, ErrorCode } from '@holdfast/protocol';
import { ERROR_STATUS } from '@holdfast/protocol';
import { SignalingError } from '@holdfast/signaling-core';
import type { Response } from 'express';
import { logFailure } from '../log-failure';

/**
 * Answers every error of a REST route as `{error: {code, status, message}}` and echoes nothing of the request.
 * The module's own controllers have it; an app binds it globally too (`app.useGlobalFilters(new RestErrorFilter())`), since a body
 * that is no JSON, too large or of another type never reaches a controller.
 */
@Catch()
export class RestErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Rest');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = this.toBody(thrown);
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    if (error.retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(error.retryAfterMs / 1000));
    response.status(error.status).json({ error });
  }

  private toBody(thrown: unknown): Omit<ErrorBody, 'code'> & { readonly code: ErrorCode | 'not-found' } {
    if (thrown instanceof SignalingError) return thrown.toBody();
    const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
    if (status === 404) return { code: 'not-found', status, message: 'There is nothing here.' };
    if (status === 413) return { code: 'too-large', status, message: 'The body of the request is too large.' };
    if (status >= 400 && status < 500) {
      return { code: 'bad-message', status, message: 'The request could not be read.' };
    }
    logFailure(this.logger, 'A request failed', thrown);
    return { code: 'internal', status: ERROR_STATUS.internal, message: 'The server failed. Nothing was changed.' };
  }
}

/** The status that Express' body parser puts on its errors. */
function statusOf(thrown: unknown): number {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' ? status : ERROR_STATUS.internal;
}
