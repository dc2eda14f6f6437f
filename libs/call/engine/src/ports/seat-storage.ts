/**
 * Where a page keeps the secret of its seat over a reload. In a page: `sessionStorage`, and `localStorage` for a tab that is opened
 * again, which is restored from IndexedDB before a call is made. Never throws; what can't be kept is forgotten.
 */
export interface SeatStorage {
  /** What is known of this page's seat in a room. */
  read(room: string): StoredSeat | null;
  write(room: string, seat: StoredSeat): void;
  /**
   * Another page has the seat now: this one keeps the key alone, and what that page may have written is left as it is. Absent where pages
   * share nothing: then the key alone is written.
   */
  leaveToAnother?(room: string): void;
  /**
   * Whether what is read was written by another page, and by none in this one's tab. Absent where pages share nothing: then it never was.
   */
  isOfAnother?(room: string): boolean;
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
