import { Module } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { RoomStore } from '@holdfast/signaling-core';
import { coreProviders, hookProviders } from './core.providers';
import { ConnectivityController } from './connectivity/connectivity.controller';
import { ConnectivityService } from './connectivity/connectivity.service';
import { GuestIce } from './hooks/guest-ice';
import { IceServers } from './hooks/ice-servers';
import { MayJoin } from './hooks/may-join';
import { SignalingEvents } from './hooks/signaling-events';
import { Drain } from './lifecycle/drain';
import { LifecycleLog } from './lifecycle/lifecycle-log';
import { RoomSweeper } from './lifecycle/room-sweeper';
import { TicketRenewal } from './lifecycle/ticket-renewal';
import { RoomsController } from './rest/rooms.controller';
import { RoomsService } from './rest/rooms.service';
import { ConfigurableModuleClass } from './signaling.module-definition';
import { HandshakeMiddleware } from './socket/handshake.middleware';
import { Sessions } from './socket/sessions';
import { SignalingAdapter } from './socket/signaling.adapter';
import { SignalingGateway } from './socket/signaling.gateway';
import { SpeakerGuard } from './socket/speaker.guard';
import { StillThere } from './socket/still-there';
import { Transports } from './socket/transports';

/**
 * Signaling for private calls in one import: the gateway, the REST routes of rooms and the hooks.
 * `SignalingModule.forRoot({})` works in an empty Nest app; `forRootAsync` takes the same options from a factory.
 */
@Module({
  controllers: [ConnectivityController, RoomsController],
  providers: [
    ...hookProviders,
    ...coreProviders,
    ConnectivityService,
    Drain,
    GuestIce,
    HandshakeMiddleware,
    LifecycleLog,
    RoomsService,
    RoomSweeper,
    Sessions,
    SignalingAdapter,
    SignalingGateway,
    SpeakerGuard,
    StillThere,
    TicketRenewal,
    Transports,
  ],
  exports: [IceServers, MayJoin, RoomStore, SignalingAdapter, SignalingEvents],
})
export class SignalingModule extends ConfigurableModuleClass {
  constructor(config: ApplicationConfig, adapter: SignalingAdapter) {
    super();
    // modules are made before gateways are bound, so an app needs no line of its own; one that sets an adapter later has its way
    config.setIoAdapter(adapter);
  }
}
