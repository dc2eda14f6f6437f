import type { Handshake, Presence } from '@holdfast/protocol';
import type { Restoration } from '../room/restore';
import type { Room, RoomSettings } from '../room/room';
import type { Absence, AwaySeat, PresentSeat, Seat, SeatRef } from '../seat/seat';
import type { Snapshot } from '../ticket/snapshot';

/** What a handshake shows of a room as it was, and what holds for it if that counts. */
export interface Recollection {
  /** What its ticket says; `null` where it shows none that is good. */
  readonly snapshot: Snapshot | null;
  /** How long restored seats are kept for their owners, and how long a room that has just appeared is contested. */
  readonly absence: Absence;
}

/** What a handshake asks the store for before its socket is connected. */
export interface ReserveRequest extends Recollection {
  readonly room: string;
  readonly keyHash: string;
  /** The transport that the handshake came on. */
  readonly transport: string;
  /** The id that the seat gets if the key is not known. */
  readonly newSeat: string;
  /** What a room that is not there yet begins with; `null` where it may begin only from a ticket. */
  readonly beginsWith: RoomSettings | null;
}

/** A place is kept: for the seat that the key holds at that moment, or for a new one. */
export interface Reserved {
  readonly seat: string;
  readonly settings: RoomSettings;
}

/** Why no place was kept. */
export type ReserveRefusal = 'room-not-found' | 'room-full';

/** What a connected socket turns its reservation into a seat with. */
export interface AdmitRequest extends Recollection, Pick<Handshake, 'pageId' | 'name' | 'presence'> {
  readonly room: string;
  readonly keyHash: string;
  readonly transport: string;
  readonly socket: string;
}

/** A socket has its seat. */
export interface Admitted {
  /** The room as it is now. */
  readonly room: Room;
  readonly seat: PresentSeat;
  /** Whether the key was known: the same seat as before. */
  readonly resumed: boolean;
  /** The older socket of the seat where it is still open; it has no seat any more. */
  readonly replaced: string | null;
  /** Whether the room began with this join. */
  readonly began: boolean;
  /** What the ticket of this handshake set up anew; `null` where it showed none that counted. */
  readonly restored: Restoration | null;
  /** Whether the seat or its incarnation is new, so that the tickets of the others are out of date. */
  readonly changed: boolean;
}

/** A seat is away. */
export interface SeatChange {
  readonly room: Room;
  readonly seat: AwaySeat;
}

/** A seat shows something else of itself. */
export interface PresenceChange {
  readonly room: Room;
  readonly seat: PresentSeat;
}

/** A seat is gone. */
export interface Departure {
  /** The room without the seat. */
  readonly room: Room;
  readonly seat: Seat;
  /** The seat that is the caller now and was not before; `null` where the caller has not changed. */
  readonly newCaller: Seat | null;
}

/** The grace of a seat is not over yet. */
export interface Extension {
  /** After how many ms it is. */
  readonly dueInMs: number;
}

/** What the end of a grace came to: the seat is gone, or it is not due yet, or there is nothing to end. */
export type Expiry = Departure | Extension | null;

/**
 * Where rooms are kept. Each method is one atomic operation, small enough for one script inside a database; what it answers is
 * what the room was like in that very moment. Times are those of the store's own clock. Rooms that have ended are as if they had
 * never been.
 *
 * Two answers about one room arrive in the order in which the operations took place: a store that asks over several connections puts
 * its operations on a room in a row. One that rejects has changed nothing. Signals ask the store nothing, so neither makes them slower.
 *
 * Methods that take a `SeatRef` do nothing and answer `null` unless its socket is still the seat's current one.
 */
export interface RoomStore {
  /** The room, or `null` where it has not begun or has ended. */
  look(room: string): Promise<Room | null>;
  /**
   * Keeps a place for a handshake. A key that holds a seat or a reservation always gets it; the rest is a matter of capacity. A ticket
   * that counts is judged by, and changes nothing yet.
   */
  reserve(request: ReserveRequest): Promise<Reserved | ReserveRefusal>;
  /** Drops the reservation of a transport, if it has one. */
  release(room: string, transport: string): Promise<void>;
  /**
   * Turns a reservation into a seat with a socket, in the room as a ticket that counts has it; `null` where the reservation is gone, or
   * was made for a ticket that does not count any more and there is no place without it.
   */
  admit(request: AdmitRequest): Promise<Admitted | null>;
  /** The socket broke: the seat is away. */
  lose(ref: SeatRef, absence: Absence): Promise<SeatChange | null>;
  /** Replaces the presence. A lower version than the known one is passed over: the answer then has the seat as it was. */
  update(ref: SeatRef, presence: Presence): Promise<PresenceChange | null>;
  /** Gives the seat up. */
  leave(ref: SeatRef): Promise<Departure | null>;
  /** The seats that may say whether one whose grace is over is still received from; none where it was kept long enough. Where it is not due: when it is. */
  witnesses(room: string, seat: string): Promise<readonly string[] | Extension>;
  /** Keeps a seat whose grace is over for so many ms more, within its limit; `null` where it is not away. */
  extend(room: string, seat: string, byMs: number): Promise<Extension | null>;
  /** Ends a seat whose grace is over. */
  expire(room: string, seat: string): Promise<Expiry>;
  /** Forgets rooms that have ended and answers the ids of those that had begun. */
  sweep(): Promise<readonly string[]>;
}

/** The token of the port, for dependency injection. */
export const RoomStore = Symbol('RoomStore');
