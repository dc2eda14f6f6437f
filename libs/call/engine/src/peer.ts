import type { Participant } from '@holdfast/protocol';

/**
 * How the connection to a peer stands, as a page shows it. The states between `waiting` and `unreachable` are the rungs of the
 * recovery ladder.
 */
export type ConnectionState =
  /** There is none: the peer is away and has none, or none was opened yet. */
  | 'none'
  /** The first connection to this peer is being made. */
  | 'connecting'
  | 'connected'
  /** Contact was lost a moment ago; it may come back by itself. */
  | 'waiting'
  /** An ICE restart is under way. */
  | 'restarting'
  /** A new generation is under way. */
  | 'renewing'
  /** Nothing has helped so far; the trying goes on. */
  | 'unreachable';

/** Whether media goes from browser to browser or through a TURN server. */
export type MediaPath = 'direct' | 'relayed';

/** A remote participant as a page sees it: who, what it sends, and how the connection stands. Never a peer connection. */
export interface Peer extends Participant {
  readonly connection: ConnectionState;
  /** Whether anything arrives from this peer, also where nothing that is sent reaches it and the connection counts as lost. */
  readonly isReceiving: boolean;
  /** `null` until the connection has told. */
  readonly path: MediaPath | null;
  /** What is received. `null` before there was a connection; whether anything can be heard or seen, `presence` tells. */
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}
