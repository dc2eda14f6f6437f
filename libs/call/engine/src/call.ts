import type { Participant, RefusalBody, RoomStatus } from '@holdfast/protocol';
import type { Behavior } from './behavior';
import type { Peer } from './peer';

/** Why a call ended for this page for good. Until then the engine keeps trying. */
export type EndReason =
  /** The participant left. */
  | 'left'
  /** The seat was taken over by another page: another tab, or the same link opened again. */
  | 'seat-taken'
  /** The server gave the seat to somebody with an older right. */
  | 'removed'
  /** The room was closed. */
  | 'room-closed';

/** Where a page stands with its room. */
export type CallState =
  | { readonly phase: 'idle' }
  /**
   * The first handshake is under way; `signaling$` says whether the server answers at all. With `offered` it is on its way, with an offer for the
   * one other who is there: it is expected to succeed, and what the call needs can be drawn meanwhile.
   */
  | { readonly phase: 'joining'; readonly offered?: true }
  | { readonly phase: 'joined' }
  /** Another page of this browser has the seat. `takeOver` takes it from that one. */
  | { readonly phase: 'elsewhere' }
  /** The server said no. `join` tries again. */
  | { readonly phase: 'refused'; readonly refusal: RefusalBody }
  | { readonly phase: 'ended'; readonly reason: EndReason };

/** How the signaling link stands. Media does not depend on it. */
export type SignalingState = 'closed' | 'connecting' | 'connected' | 'lost' | 'server-closing';

/** One room, from the lobby to the end and back: what a page, or any other program, drives. */
export interface Call {
  readonly room: string;
  readonly state$: Behavior<CallState>;
  readonly signaling$: Behavior<SignalingState>;
  /** One's own seat; `null` before `joined`. */
  readonly self$: Behavior<Participant | null>;
  /** Everybody else, by order. */
  readonly peers$: Behavior<readonly Peer[]>;
  /** Whether the server gives a TURN server; `null` while it has said nothing of that. Without one nobody is reached with `relayOnly`. */
  readonly hasRelay$: Behavior<boolean | null>;
  /** Whether a reload should join by itself, and under which name. */
  readonly resumable: { readonly name: string } | null;
  /** Opens the connection to the server ahead of the join; `false` lets it go again. */
  prepare(warm: boolean): void;
  /**
   * Tells what is known of the room while somebody looks at its lobby (`GET /api/rooms/:room`): where one other is there, an offer is made
   * ahead of the join and kept up to date. `null` closes it: the lobby is not looked at.
   */
  prepareOffer(room: RoomStatus | null): void;
  /**
   * A person is about to join, such as with the pointer on the button: what the browser takes a moment for is asked for ahead, and given back if no
   * join comes within 2 s. Nothing is told to the server.
   */
  expectJoin(): void;
  /** Takes a seat. Also after `refused` and `ended`; after `seat-taken` it takes it from the page that has it now. */
  join(name: string): void;
  /** Takes the seat from the page that has it, where the phase is `elsewhere`: that one ends with `seat-taken`. */
  takeOver(): void;
  /** Gives the seat up; resolves when the server knows or 250 ms have passed. */
  leave(): Promise<void>;
  /**
   * Whether this person's media may only go through a relay, so that nobody learns an address of theirs, whatever the room allows.
   * Holds for every connection from then on; one that is there goes on until a new one takes its place. Where the server gives no TURN
   * server, nobody can be reached this way.
   */
  relayOnly(only: boolean): void;
  /** The page goes away (`pagehide`): says `closing`. */
  pageHidden(): void;
  /** The page is back from the browser's cache (`pageshow`). */
  pageShown(): void;
  /** The machine says that it has a network again, or another one: whatever waits for its next try tries now. */
  networkChanged(): void;
  /** Ends everything without a word to the server. */
  dispose(): void;
}
