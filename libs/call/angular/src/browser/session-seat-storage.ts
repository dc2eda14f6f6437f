import type { SeatStorage, StoredSeat } from '@holdfast/call-engine';
import { OPAQUE_ID } from '@holdfast/protocol';
import type { StoragePort } from './forgiving-storage';

const PREFIX = 'holdfast.seat.';

/** Keeps the seat of a tab in `sessionStorage`: over a reload, never for another tab. */
export class SessionSeatStorage implements SeatStorage {
  constructor(private readonly storage: StoragePort) {}

  read(room: string): StoredSeat | null {
    const stored = this.storage.getItem(PREFIX + room);
    return stored === null ? null : parse(stored);
  }

  write(room: string, seat: StoredSeat): void {
    this.storage.setItem(PREFIX + room, JSON.stringify(seat));
  }

  clear(room: string): void {
    this.storage.removeItem(PREFIX + room);
  }
}

/** A seat as it was written; `null` for anything else, for example what an older version or a person wrote. */
function parse(stored: string): StoredSeat | null {
  try {
    const { seatKey, ticket, joinedAs } = JSON.parse(stored) as Record<string, unknown>;
    if (typeof seatKey !== 'string' || !OPAQUE_ID.test(seatKey)) return null;
    return {
      seatKey,
      ...(typeof ticket === 'string' && { ticket }),
      ...(typeof joinedAs === 'string' && { joinedAs }),
    };
  } catch {
    // SyntaxError: not JSON; TypeError: `null`
    return null;
  }
}
