import type { BrowserStorage, StoragePort } from '../browser/forgiving-storage';

/** A storage that lives as long as the object: hand the same one to the next page to play a reload. */
export class FakeStorage implements StoragePort {
  readonly items: Map<string, string>;

  constructor(items: Iterable<readonly [string, string]> = []) {
    this.items = new Map(items);
  }

  /** The same as a browser has it. */
  get storage(): BrowserStorage {
    const { items } = this;
    return {
      getItem: (key) => this.getItem(key),
      setItem: (key, value) => this.setItem(key, value),
      removeItem: (key) => this.removeItem(key),
      key: (index) => this.keys()[index] ?? null,
      get length() {
        return items.size;
      },
    };
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }

  keys(): readonly string[] {
    return [...this.items.keys()];
  }
}
