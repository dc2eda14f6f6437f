import { Logger, type Provider } from '@nestjs/common';
import { type Ice, LIMITS, randomId } from '@holdfast/protocol';
import {
  Admission,
  InMemoryRoomStore,
  RateLimiter,
  RoomStore,
  type RoomSettings,
  Signaling,
} from '@holdfast/signaling-core';
import { IceServers, NoIceServers } from './hooks/ice-servers';
import { EverybodyMayJoin, MayJoin } from './hooks/may-join';
import { NobodyListens, SignalingEvents } from './hooks/signaling-events';
import { ResolvedOptions } from './resolved-options';
import { randomBytes, sha256, steadyClock, within } from './runtime';
import { MODULE_OPTIONS_TOKEN } from './signaling.module-definition';
import { resolveOptions, type ResolvedSignalingOptions } from './signaling-options';

/** The hooks: what the options name, else the default that works. */
export const hookProviders: Provider[] = [
  { provide: ResolvedOptions, useFactory: resolveOptions, inject: [MODULE_OPTIONS_TOKEN] },
  hook(MayJoin, (options) => options.mayJoin ?? new EverybodyMayJoin()),
  hook(IceServers, (options) => options.iceServers ?? new NoIceServers()),
  hook(SignalingEvents, (options) => options.events ?? new NobodyListens()),
  hook(RoomStore, (options) => options.store ?? new InMemoryRoomStore(options, steadyClock)),
];

/** The pure core with everything of this runtime handed in. */
export const coreProviders: Provider[] = [
  {
    provide: Signaling,
    inject: [RoomStore, IceServers, ResolvedOptions],
    useFactory: (store: RoomStore, ice: IceServers, options: ResolvedSignalingOptions) => {
      const { graceMs, closingGraceMs } = options;
      const rate = new RateLimiter(options.messageRate, steadyClock);
      const ports = { store, rate, newRoomId: newId, iceServers: askIce(ice) };
      return new Signaling(ports, { messageBytes: LIMITS.messageBytes, graceMs, closingGraceMs });
    },
  },
  {
    provide: Admission,
    inject: [RoomStore, IceServers, ResolvedOptions],
    useFactory: (store: RoomStore, ice: IceServers, options: ResolvedSignalingOptions) => {
      const rate = new RateLimiter(options.handshakeRate, steadyClock);
      const ports = { store, rate, within, newSeatId: newId, hash: sha256, iceServers: askIce(ice) };
      return new Admission(ports, { ...options, iceTimeoutMs: options.reservationMs / 2 });
    },
  },
];

function hook(provide: symbol, useFactory: (options: ResolvedSignalingOptions) => unknown): Provider {
  return { provide, useFactory, inject: [ResolvedOptions] };
}

function newId(): string {
  return randomId(randomBytes);
}

function askIce(hook: IceServers) {
  return async (participant: string, room: string, { relayOnly }: RoomSettings): Promise<Ice> => {
    try {
      return await hook.iceServers({ room, participant, relayOnly });
    } catch (error) {
      new Logger('Signaling').warn(`No ICE servers: ${error instanceof Error ? error.message : 'the hook failed'}`);
      throw error;
    }
  };
}
