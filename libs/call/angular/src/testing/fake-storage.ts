import type { StoragePort } from '../browser/forgiving-storage';

/** A storage that lives as long as the object: hand the same one to the next page to play a reload. */
export class FakeStorage implements StoragePort {
  readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}
