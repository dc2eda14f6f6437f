import { createStore, del, entries, set, type UseStore } from 'idb-keyval';

/**
 * Texts by name that outlive a browser that is killed and a machine that loses power. Never fails: what can't be kept is forgotten.
 */
export interface DurableTexts {
  /** Everything in it, as pairs of name and text; without an end where the browser has none for it. */
  readAll(): Promise<readonly (readonly [string, string])[]>;
  /** Begins to write at once. */
  write(key: string, text: string): void;
  remove(key: string): void;
}

/**
 * In a page's IndexedDB (W3C Indexed Database 3.0, section 2.7: `strict` is told to be written once it is on the disk). Browsers write
 * `localStorage` up to a minute late, and Chromium the later the more often it changes.
 */
export class IndexedTexts implements DurableTexts {
  private readonly opened = createStore('holdfast', 'rooms');

  async readAll(): Promise<readonly (readonly [string, string])[]> {
    try {
      const all = await entries<string, unknown>(this.opened);
      return all.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    } catch {
      // SecurityError where storage is blocked, InvalidStateError in some private windows, ReferenceError where there is none
      return [];
    }
  }

  write(key: string, text: string): void {
    void this.attempt(() => set(key, text, this.strict));
  }

  remove(key: string): void {
    void this.attempt(() => del(key, this.strict));
  }

  /** The library asks for no durability, but it hands out the database that it keeps open. */
  private readonly strict: UseStore = (mode, use) =>
    this.opened('readonly', ({ name, transaction: { db } }) =>
      use(db.transaction(name, mode, { durability: 'strict' }).objectStore(name)),
    );

  private async attempt(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch {
      // as in `readAll`, and QuotaExceededError where the disk is full
    }
  }
}
