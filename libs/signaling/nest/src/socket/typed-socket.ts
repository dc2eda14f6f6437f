import type { ClientToServerEvents, Ice, ServerToClientEvents } from '@holdfast/protocol';
import type { Accepted, Session } from '@holdfast/signaling-core';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** What a socket carries: first the accepted handshake with its ICE servers, then the session. */
export interface SocketData {
  accepted?: { readonly handshake: Accepted; readonly ice: Ice };
  session?: Session;
}

export type SignalingServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type SignalingSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

/** A socket behind `SpeakerGuard`: it has a session. */
export type SpeakingSocket = SignalingSocket & { data: { session: Session } };

/** The Engine.IO connection under a socket. */
export type Connection = SignalingSocket['conn'];
