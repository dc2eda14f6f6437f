import { Controller, Get, Header, Logger, OnModuleDestroy, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';

/** Whether this server takes new calls: `draining` from the moment it was told to stop. */
export interface Health {
  readonly status: 'ok' | 'draining';
}

const statusSchema = (status: Health['status']) => ({
  schema: { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: [status] } } },
});

/** Tells load balancers and container engines whether to send people here. */
@ApiTags('operation')
@Controller('healthcheck')
export class HealthController implements OnModuleDestroy {
  private readonly logger = new Logger('Holdfast');
  private status: Health['status'] = 'ok';

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Whether this server takes new calls' })
  @ApiOkResponse({ description: 'It does.', ...statusSchema('ok') })
  @ApiServiceUnavailableResponse({ description: 'It is stopping.', ...statusSchema('draining') })
  check(@Res({ passthrough: true }) response: Response): Health {
    if (this.status === 'draining') response.status(503);
    return { status: this.status };
  }

  /** The first thing Nest calls when the process was told to stop, while the sockets are still open. */
  onModuleDestroy(): void {
    this.status = 'draining';
    this.logger.log('Stopping: nobody is let in any more; calls that stand go on without the server.');
  }
}
