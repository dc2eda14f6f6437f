import { Logger, UseFilters, UseGuards } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Empty, Ice, Reply, Signal, Update } from '@holdfast/protocol';
import { Signaling } from '@holdfast/signaling-core';
import { logFailure } from '../log-failure';
import { AckFilter } from './ack.filter';
import { HandshakeMiddleware } from './handshake.middleware';
import { RequestPipe } from './request.pipe';
import { Sessions } from './sessions';
import { SpeakerGuard } from './speaker.guard';
import { Transports } from './transports';
import type { SignalingServer, SignalingSocket, SpeakingSocket } from './typed-socket';
import { answerUnknownEvents } from './unknown-events';

/** The wire: each message goes to the core, and what the core answers is carried out. Decides nothing. */
@WebSocketGateway()
@UseFilters(AckFilter)
@UseGuards(SpeakerGuard)
export class SignalingGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly logger = new Logger('Signaling');

  constructor(
    private readonly signaling: Signaling,
    private readonly sessions: Sessions,
    private readonly transports: Transports,
    private readonly handshake: HandshakeMiddleware,
    private readonly speaker: SpeakerGuard,
  ) {}

  afterInit(server: SignalingServer): void {
    this.transports.watch(server);
    server.use(this.handshake.use);
  }

  handleConnection(socket: SignalingSocket): void {
    answerUnknownEvents(socket, this.speaker);
    this.sessions.join(socket).catch((error: unknown) => {
      logFailure(this.logger, 'A join failed', error);
      socket.disconnect(true);
    });
  }

  handleDisconnect(socket: SignalingSocket): void {
    this.sessions.lose(socket).catch((error: unknown) => logFailure(this.logger, 'A lost socket was not noted', error));
  }

  /** Returns its reply at once: nothing on the way of a signal waits, so signals keep their order. */
  @SubscribeMessage('signal')
  signal(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('signal')) signal: Signal,
  ): Reply<Empty> {
    return this.sessions.carryOut(this.signaling.signal(data.session, signal));
  }

  @SubscribeMessage('update')
  async update(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('update')) update: Update,
  ): Promise<Reply<Empty>> {
    return this.sessions.carryOut(await this.signaling.update(data.session, update));
  }

  @SubscribeMessage('renew-ice')
  async renewIce(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('renew-ice')) _payload: Empty,
  ): Promise<Reply<Ice>> {
    return this.sessions.carryOut(await this.signaling.renewIce(data.session));
  }

  @SubscribeMessage('echo')
  echo(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('echo')) _payload: Empty,
  ): Reply<Empty> {
    return this.sessions.carryOut(this.signaling.echo(data.session));
  }

  @SubscribeMessage('closing')
  closing(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('closing')) _payload: Empty,
  ): Reply<Empty> {
    return this.sessions.carryOut(this.signaling.closing(data.session));
  }

  @SubscribeMessage('leave')
  async leave(
    @ConnectedSocket() { data }: SpeakingSocket,
    @MessageBody(new RequestPipe('leave')) _payload: Empty,
  ): Promise<Reply<Empty>> {
    return this.sessions.carryOut(await this.signaling.leave(data.session));
  }
}
