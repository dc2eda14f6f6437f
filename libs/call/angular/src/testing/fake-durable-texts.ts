import type { DurableTexts } from '../browser/indexed-texts';

/** What outlives a browser: hand the same one to a page with a new storage to play a kill. */
export class FakeDurableTexts implements DurableTexts {
  readonly items = new Map<string, string>();

  readAll(): Promise<readonly (readonly [string, string])[]> {
    return Promise.resolve([...this.items]);
  }

  write(key: string, text: string): void {
    this.items.set(key, text);
  }

  remove(key: string): void {
    this.items.delete(key);
  }
}
