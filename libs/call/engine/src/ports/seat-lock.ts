import { NEVER, type Observable } from 'rxjs';

/**
 * Lets one live page have a room's seat at a time, among all that share a seat storage. In a page: the Web Locks API (W3C Web Locks,
 * section 3). It is local to the machine: the server knows nothing of it.
 */
export interface SeatLock {
  /**
   * Takes the lock of a room's seat. Never rejects.
   * @param how `waitMs`: how long another page may still hold it, in ms, before the answer is `null`; `steal`: takes it from whoever has it
   */
  acquire(room: string, how: { readonly waitMs: number } | 'steal'): Promise<HeldSeatLock | null>;
}

/** A lock that this page has. */
export interface HeldSeatLock {
  /** Gives it back. Idempotent; `lost$` says nothing afterwards. */
  release(): void;
  /** Emits once if another page takes it. */
  readonly lost$: Observable<void>;
}

/** For programs in which no two pages share a seat: every lock is granted. */
export const alwaysGranted: SeatLock = {
  acquire: () => Promise.resolve({ release: () => undefined, lost$: NEVER }),
};
