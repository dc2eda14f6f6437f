import type { Handshake, Presence } from '@holdfast/protocol';
import type { Room, RoomSettings } from '../room/room';
import type { Seat, SeatRef } from '../seat/seat';

/** What a handshake asks the store for before its socket is connected. */
export interface ReserveRequest {
  readonly room: string;
  readonly keyHash: string;
  /** The transport that the handshake came on. */
  readonly transport: string;
  /** The id that the seat gets if the key is not known. */
  readonly newSeat: string;
  /** Whether a room that is not there yet may begin with this join. */
  readonly mayBegin: boolean;
}

/** A place is kept: for the seat that the key holds at that moment, or for a new one. */
export interface Reserved {
  readonly seat: string;
  readonly settings: RoomSettings;
}

/** Why no place was kept. */
export type ReserveRefusal = 'room-not-found' | 'room-full';

/** What a connected socket turns its reservation into a seat with. */
export interface AdmitRequest extends Pick<Handshake, 'pageId' | 'name' | 'presence'> {
  readonly room: string;
  readonly keyHash: string;
  readonly transport: string;
  readonly socket: string;
}

/** A socket has its seat. */
export interface Admitted {
  /** The room as it is now. */
  readonly room: Room;
  readonly seat: Seat;
  /** Whether the key was known: the same seat as before. */
  readonly resumed: boolean;
  /** The older socket of the seat where it is still open; it has no seat any more. */
  readonly replaced: string | null;
  /** Whether the room began with this join. */
  readonly began: boolean;
}

/** A seat changed and is still there. */
export interface SeatChange {
  readonly room: Room;
  readonly seat: Seat;
}

/** A seat is gone. */
export interface Departure {
  /** The room without the seat. */
  readonly room: Room;
  readonly seat: Seat;
  /** The seat that is the caller now and was not before; `null` where the caller has not changed. */
  readonly newCaller: Seat | null;
}

/** What the end of a grace came to: the seat is gone, or it is not due for so many ms, or there is nothing to end. */
export type Expiry = Departure | { readonly dueInMs: number } | null;

/**
 * Where rooms are kept. Each method is one atomic operation, small enough for one script inside a database; what it answers is
 * what the room was like in that very moment. Times are those of the store's own clock. Rooms that have ended are as if they had
 * never been.
 *
 * Methods that take a `SeatRef` do nothing and answer `null` unless its socket is still the seat's current one.
 */
export interface RoomStore {
  /** Begins a room with these settings. One that is there already is left alone. */
  make(room: string, settings: RoomSettings): Promise<void>;
  /** The room, or `null` where it has not begun or has ended. */
  look(room: string): Promise<Room | null>;
  /** Keeps a place for a handshake. A key that holds a seat or a reservation always gets it; the rest is a matter of capacity. */
  reserve(request: ReserveRequest): Promise<Reserved | ReserveRefusal>;
  /** Drops the reservation of a transport, if it has one. */
  release(room: string, transport: string): Promise<void>;
  /** Turns a reservation into a seat with a socket; `null` where the reservation is gone. */
  admit(request: AdmitRequest): Promise<Admitted | null>;
  /** The socket broke: the seat is away for `graceMs`. */
  lose(ref: SeatRef, graceMs: number): Promise<SeatChange | null>;
  /** Replaces the presence. A lower version than the known one is passed over: the answer then has the seat as it was. */
  update(ref: SeatRef, presence: Presence): Promise<SeatChange | null>;
  /** Gives the seat up. */
  leave(ref: SeatRef): Promise<Departure | null>;
  /** Ends a seat whose grace is over. */
  expire(room: string, seat: string): Promise<Expiry>;
  /** Forgets rooms that have ended and answers the ids of those that had begun. */
  sweep(): Promise<readonly string[]>;
}

/** The token of the port, for dependency injection. */
export const RoomStore = Symbol('RoomStore');
