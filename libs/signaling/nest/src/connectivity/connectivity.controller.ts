import { Controller, Get, Header, Req, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Connectivity } from '@holdfast/protocol';
import { connectivitySchema } from '@holdfast/protocol/schemas';
import type { Request } from 'express';
import { openApi, openApiError } from '../rest/open-api';
import { RestErrorFilter } from '../rest/rest-error.filter';
import { Transports } from '../socket/transports';
import { ConnectivityService } from './connectivity.service';

/** Whether this server's STUN and TURN servers work, for the people who run it and for those whose call finds no way. */
@ApiTags('connectivity')
@Controller('api/connectivity')
@UseFilters(RestErrorFilter)
export class ConnectivityController {
  constructor(
    private readonly connectivity: ConnectivityService,
    private readonly transports: Transports,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Check the STUN and TURN servers of this server.' })
  @ApiResponse({
    status: 200,
    description: 'What was found, server by server, and what it means.',
    schema: openApi(connectivitySchema),
  })
  @ApiResponse(openApiError('rate-limited'))
  check(@Req() request: Request): Promise<Connectivity> {
    return this.connectivity.check(this.transports.addressOf(request));
  }
}
