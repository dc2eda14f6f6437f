/** Where a page keeps the secret of its seat over a reload. In a page: `sessionStorage`. Never throws; what can't be kept is forgotten. */
export interface SeatStorage {
  /** What is known of this page's seat in a room. */
  read(room: string): StoredSeat | null;
  write(room: string, seat: StoredSeat): void;
  /** Forgets everything of the room but nothing of others. */
  clear(room: string): void;
}

/** What outlives a page load. */
export interface StoredSeat {
  /** 128 random bits; see `Handshake.seatKey`. */
  readonly seatKey: string;
  /** The last ticket, where the server gave one. */
  readonly ticket?: string;
  /** The name that was joined with; present while in the call, so that a reload joins again by itself. */
  readonly joinedAs?: string;
}
