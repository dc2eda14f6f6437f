import type { Provider } from '@nestjs/common';
import { type Ice, LIMITS, randomId } from '@holdfast/protocol';
import {
  Admission,
  InMemoryRoomStore,
  RateLimiter,
  RoomIds,
  RoomStore,
  type RoomSettings,
  Signaling,
  SignalingError,
  Tickets,
} from '@holdfast/signaling-core';
import { askIce, iceTimeoutOf } from './hooks/ask-ice';
import { IceServers, NoIceServers } from './hooks/ice-servers';
import { EverybodyMayJoin, MayJoin } from './hooks/may-join';
import { NobodyListens, SignalingEvents } from './hooks/signaling-events';
import { ResolvedOptions } from './resolved-options';
import { hmacSigner, randomBytes, sha256, steadyClock, wallClock, within } from './runtime';
import { MODULE_OPTIONS_TOKEN } from './signaling.module-definition';
import { resolveOptions, type ResolvedSignalingOptions } from './signaling-options';

/** The hooks: what the options name, else the default that works. */
export const hookProviders: Provider[] = [
  { provide: ResolvedOptions, useFactory: resolveOptions, inject: [MODULE_OPTIONS_TOKEN] },
  hook(MayJoin, (options) => options.mayJoin ?? new EverybodyMayJoin()),
  hook(IceServers, (options) => options.iceServers ?? new NoIceServers()),
  hook(SignalingEvents, (options) => options.events ?? new NobodyListens()),
  hook(RoomStore, (options) => options.store ?? new InMemoryRoomStore(options, steadyClock, newId())),
];

/** The pure core with everything of this runtime handed in. */
export const coreProviders: Provider[] = [
  {
    provide: Tickets,
    inject: [ResolvedOptions],
    useFactory: ({ secret }: ResolvedSignalingOptions) => new Tickets(hmacSigner(secret), wallClock),
  },
  {
    provide: RoomIds,
    inject: [ResolvedOptions],
    useFactory: ({ secret }: ResolvedSignalingOptions) => new RoomIds(hmacSigner(secret), newId),
  },
  {
    provide: Signaling,
    inject: [RoomStore, Tickets, RoomIds, IceServers, ResolvedOptions],
    useFactory: (
      store: RoomStore,
      tickets: Tickets,
      roomIds: RoomIds,
      ice: IceServers,
      { messageRate, graceMs, closingGraceMs, reservationMs }: ResolvedSignalingOptions,
    ) => {
      const rate = new RateLimiter(messageRate, steadyClock);
      const ports = { store, tickets, roomIds, rate, iceServers: iceOf(ice, iceTimeoutOf({ reservationMs })) };
      return new Signaling(ports, { messageBytes: LIMITS.messageBytes, graceMs, closingGraceMs });
    },
  },
  {
    provide: Admission,
    inject: [RoomStore, Tickets, RoomIds, IceServers, ResolvedOptions],
    useFactory: (
      store: RoomStore,
      tickets: Tickets,
      roomIds: RoomIds,
      ice: IceServers,
      options: ResolvedSignalingOptions,
    ) => {
      const rate = new RateLimiter(options.handshakeRate, steadyClock);
      const seatRate = new RateLimiter(options.seatRate, steadyClock);
      const iceTimeoutMs = iceTimeoutOf(options);
      const decides = { within, newSeatId: newId, hash: sha256, iceServers: iceOf(ice, iceTimeoutMs) };
      const ports = { store, tickets, roomIds, rate, seatRate, ...decides };
      return new Admission(ports, { ...options, iceTimeoutMs });
    },
  },
];

function hook(provide: symbol, useFactory: (options: ResolvedSignalingOptions) => unknown): Provider {
  return { provide, useFactory, inject: [ResolvedOptions] };
}

function newId(): string {
  return randomId(randomBytes);
}

function iceOf(hook: IceServers, timeoutMs: number) {
  return async (participant: string, room: string, { relayOnly }: RoomSettings): Promise<Ice> => {
    const ice = await askIce(hook, { room, participant, relayOnly }, timeoutMs);
    if (ice === null) throw new SignalingError('internal', 'There are no ICE servers to be had at the moment.');
    return ice;
  };
}
