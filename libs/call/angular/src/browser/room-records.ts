import type { StoragePort } from './forgiving-storage';

/** Something that was written about a room. */
export interface RoomRecord {
  /** As JSON had it: whoever reads it checks it. */
  readonly value: unknown;
  /** How long ago it was written, in ms; negative where the machine's clock was set back meanwhile. */
  readonly ageMs: number;
}

/** After how long a record is of no use to anybody, in ms: rooms and their seats are gone by then. */
const KEPT_MS = 24 * 60 * 60_000;
/** How many rooms are remembered. */
const KEPT_ROOMS = 20;

/**
 * What the machine keeps of rooms beyond a tab: one record for each room, with the time it was written, so that tabs in different rooms
 * don't disturb each other. Old ones are forgotten when a new one is written, so that it does not grow for ever.
 */
export class RoomRecords {
  constructor(
    private readonly storage: StoragePort,
    private readonly prefix: string,
    /** The machine's clock, in ms since the epoch: the only one that outlives a page. It may jump. */
    private readonly now: () => number,
  ) {}

  read(room: string): RoomRecord | null {
    return this.parse(this.storage.getItem(this.prefix + room));
  }

  write(room: string, value: unknown): void {
    const isNew = this.storage.getItem(this.prefix + room) === null;
    if (isNew) this.forgetOld();
    this.storage.setItem(this.prefix + room, JSON.stringify({ at: this.now(), value }));
  }

  clear(room: string): void {
    this.storage.removeItem(this.prefix + room);
  }

  private forgetOld(): void {
    const kept = this.storage
      .keys()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => ({ key, age: Math.abs(this.parse(this.storage.getItem(key))?.ageMs ?? Infinity) }))
      .sort((a, b) => a.age - b.age);
    for (const [index, { key, age }] of kept.entries()) {
      if (age > KEPT_MS || index >= KEPT_ROOMS - 1) this.storage.removeItem(key);
    }
  }

  private parse(stored: string | null): RoomRecord | null {
    try {
      const { at, value } = JSON.parse(stored ?? 'null') as Record<string, unknown>;
      return typeof at === 'number' ? { value, ageMs: this.now() - at } : null;
    } catch {
      // SyntaxError: not JSON; TypeError: nothing there, or `null`
      return null;
    }
  }
}
