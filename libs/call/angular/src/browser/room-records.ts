import type { StoragePort } from './forgiving-storage';
import type { DurableTexts } from './indexed-texts';

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
 *
 * Kept twice: tabs see each other's records at once in the storage, and what a browser that was killed has lost of it is restored from
 * the durable texts.
 */
export class RoomRecords {
  constructor(
    private readonly storage: StoragePort,
    private readonly prefix: string,
    /** The machine's clock, in ms since the epoch: the only one that outlives a page. It may jump. */
    private readonly now: () => number,
    private readonly durable: DurableTexts,
  ) {}

  /** Takes up what the storage has lost, or knows in an older state. */
  async restore(): Promise<void> {
    for (const [key, text] of await this.durable.readAll()) {
      if (!key.startsWith(this.prefix)) continue;
      const kept = this.parse(text);
      const known = this.parse(this.storage.getItem(key));
      if (kept !== null && kept.ageMs < (known?.ageMs ?? Infinity)) this.storage.setItem(key, text);
    }
  }

  read(room: string): RoomRecord | null {
    return this.parse(this.storage.getItem(this.prefix + room));
  }

  write(room: string, value: unknown): void {
    const isNew = this.storage.getItem(this.prefix + room) === null;
    if (isNew) this.forgetOld();
    const text = JSON.stringify({ at: this.now(), value });
    this.storage.setItem(this.prefix + room, text);
    this.durable.write(this.prefix + room, text);
  }

  clear(room: string): void {
    this.remove(this.prefix + room);
  }

  private remove(key: string): void {
    this.storage.removeItem(key);
    this.durable.remove(key);
  }

  private forgetOld(): void {
    const kept = this.storage
      .keys()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => ({ key, age: Math.abs(this.parse(this.storage.getItem(key))?.ageMs ?? Infinity) }))
      .sort((a, b) => a.age - b.age);
    for (const [index, { key, age }] of kept.entries()) {
      if (age > KEPT_MS || index >= KEPT_ROOMS - 1) this.remove(key);
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
