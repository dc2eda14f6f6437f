import type { HeldSeatLock, SeatLock } from '../ports/seat-lock';
import type { Scope } from '../scope';

/** How long a lock is kept for a join that is expected, in ms: from the pointer's coming to the click. */
const EXPECTED_FOR_MS = 2_000;

/**
 * The lock of one room's seat, asked for a moment ahead of the join: a browser that has much to do takes longer to grant it than the server takes
 * to be asked.
 */
export class LockAhead {
  private ahead: Promise<HeldSeatLock | null> | null = null;

  constructor(
    private readonly scope: Scope,
    private readonly lock: SeatLock,
    private readonly room: string,
  ) {
    scope.atEnd(() => this.letGo());
  }

  /** A join is expected. Without one the lock is given back. */
  expect(): void {
    if (this.ahead !== null || this.scope.ended) return;
    const ahead = (this.ahead = this.lock.acquire(this.room, { waitMs: 0 }));
    const isLost = () => {
      if (this.ahead === ahead) this.ahead = null;
    };
    // where another page has it, the join asks again
    void ahead.then((held) => (held === null ? isLost() : held.lost$.subscribe(isLost)));
    this.scope.after(EXPECTED_FOR_MS, () => this.ahead === ahead && this.letGo());
  }

  /** Takes the lock as `SeatLock.acquire` does. */
  acquire(how: Parameters<SeatLock['acquire']>[1]): Promise<HeldSeatLock | null> {
    const { ahead } = this;
    this.ahead = null;
    if (ahead === null) return this.lock.acquire(this.room, how);
    return ahead.then((held) => held ?? this.lock.acquire(this.room, how));
  }

  private letGo(): void {
    void this.ahead?.then((held) => held?.release());
    this.ahead = null;
  }
}
