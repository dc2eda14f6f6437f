import { Body, Controller, Get, Header, Param, Post, Req, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { LIMITS, type MadeRoom, type RoomStatus } from '@holdfast/protocol';
import { madeRoomSchema, makeRoomSchema, roomStatusSchema } from '@holdfast/protocol/schemas';
import { jsonBytes, SignalingError } from '@holdfast/signaling-core';
import type { Request } from 'express';
import { Transports } from '../socket/transports';
import { openApi, openApiError } from './open-api';
import { RestErrorFilter } from './rest-error.filter';
import { RoomsService } from './rooms.service';

/** Rooms over REST: making one, and looking at one before joining it. */
@ApiTags('rooms')
@Controller('api/rooms')
@UseFilters(RestErrorFilter)
export class RoomsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly transports: Transports,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Make a room with an unguessable id.' })
  @ApiBody({ schema: openApi(makeRoomSchema, 'input'), required: false })
  @ApiResponse({ status: 201, description: 'The room and the link to it.', schema: openApi(madeRoomSchema) })
  @ApiResponse(openApiError('bad-message'))
  @ApiResponse(openApiError('too-large'))
  @ApiResponse(openApiError('rate-limited'))
  make(@Req() request: Request, @Body() body: unknown): MadeRoom {
    if (hasBody(request) && !request.is('json')) throw new SignalingError('bad-message', 'The body has to be JSON.');
    if (jsonBytes(body) > LIMITS.messageBytes) {
      throw new SignalingError('too-large', `A body has at most ${LIMITS.messageBytes} bytes.`);
    }
    const read = makeRoomSchema.safeParse(body ?? {});
    if (!read.success) throw new SignalingError('bad-message', 'The body does not fit its schema.');
    return this.rooms.make(read.data, this.transports.addressOf(request), originOf(request));
  }

  @Get(':room')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Look at a room. Names nobody in it.' })
  @ApiParam({ name: 'room', description: '20 to 64 characters of the URL-safe alphabet.' })
  @ApiResponse({ status: 200, description: 'The state of the room.', schema: openApi(roomStatusSchema) })
  @ApiResponse(openApiError('room-not-found'))
  @ApiResponse(openApiError('rate-limited'))
  look(@Req() request: Request, @Param('room') room: string): Promise<RoomStatus> {
    return this.rooms.look(room, this.transports.addressOf(request));
  }
}

/** Whether there is a body at all; browsers send `Content-Length: 0` with a POST that has none (RFC 9110 section 8.6). */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The origin that a request was sent to; `null` where its `Host` is missing or names none. */
function originOf({ protocol, host }: Request): string | null {
  const address = `${protocol}://${host}`;
  return host && URL.canParse(address) ? new URL(address).origin : null;
}
