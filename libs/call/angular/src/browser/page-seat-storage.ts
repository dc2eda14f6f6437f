import type { SeatStorage, StoredSeat } from '@holdfast/call-engine';
import { OPAQUE_ID } from '@holdfast/protocol';
import type { StoragePort } from './forgiving-storage';
import type { RoomRecords } from './room-records';

const PREFIX = 'holdfast.seat.';

/** For how long after it was last in a call a page that has only the machine's memory joins by itself, in ms. */
export const REJOINS_WITHIN_MS = 120_000;

/**
 * Keeps the seat of a tab in `sessionStorage`, over a reload, and on the machine, for a tab that is opened again after the first was
 * closed or killed. What the machine knows is shown as being in the call only for a short while after a page last was; the key stays.
 */
export class PageSeatStorage implements SeatStorage {
  /**
   * @param machine absent where two pages can't be kept from the same seat (no Web Locks): then a seat stays with its tab
   */
  constructor(
    private readonly tab: StoragePort,
    private readonly machine: RoomRecords | null,
  ) {}

  read(room: string): StoredSeat | null {
    return this.readTab(room) ?? this.readMachine(room);
  }

  write(room: string, seat: StoredSeat): void {
    this.tab.setItem(PREFIX + room, JSON.stringify(seat));
    this.machine?.write(room, seat);
  }

  leaveToAnother(room: string): void {
    const seat = this.readTab(room);
    if (seat !== null) this.tab.setItem(PREFIX + room, JSON.stringify({ seatKey: seat.seatKey }));
  }

  isOfAnother(room: string): boolean {
    return this.readTab(room) === null;
  }

  clear(room: string): void {
    this.tab.removeItem(PREFIX + room);
    this.machine?.clear(room);
  }

  private readTab(room: string): StoredSeat | null {
    const stored = this.tab.getItem(PREFIX + room);
    try {
      return stored === null ? null : seatIn(JSON.parse(stored));
    } catch {
      // SyntaxError: an older version or a person wrote it
      return null;
    }
  }

  private readMachine(room: string): StoredSeat | null {
    const record = this.machine?.read(room) ?? null;
    const seat = record && seatIn(record.value);
    if (record === null || seat === null || Math.abs(record.ageMs) <= REJOINS_WITHIN_MS) return seat;
    const { seatKey, ticket } = seat;
    return ticket === undefined ? { seatKey } : { seatKey, ticket };
  }
}

/** A seat as it was written; `null` for anything else, for example what an older version or a person wrote. */
function seatIn(value: unknown): StoredSeat | null {
  if (typeof value !== 'object' || value === null) return null;
  const { seatKey, ticket, joinedAs } = value as Record<string, unknown>;
  if (typeof seatKey !== 'string' || !OPAQUE_ID.test(seatKey)) return null;
  return {
    seatKey,
    ...(typeof ticket === 'string' && { ticket }),
    ...(typeof joinedAs === 'string' && { joinedAs }),
  };
}
