/** What is used of a `Storage` (HTML Standard, section 12.2). */
export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** A place for texts by name. */
export interface StoragePort {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  /** The names of everything in it. */
  keys(): readonly string[];
}

/**
 * A browser's storage that never throws. It does where cookies are blocked (already when it is named), in some private windows and
 * when it is full: what can't be kept is forgotten.
 */
export class ForgivingStorage implements StoragePort {
  constructor(private readonly storage: () => BrowserStorage) {}

  getItem(key: string): string | null {
    return this.attempt((storage) => storage.getItem(key), null);
  }

  setItem(key: string, value: string): void {
    this.attempt((storage) => storage.setItem(key, value), undefined);
  }

  removeItem(key: string): void {
    this.attempt((storage) => storage.removeItem(key), undefined);
  }

  keys(): readonly string[] {
    return this.attempt(
      (storage) =>
        Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key !== null),
      [],
    );
  }

  private attempt<T>(use: (storage: BrowserStorage) => T, otherwise: T): T {
    try {
      return use(this.storage());
    } catch {
      // SecurityError where storage is blocked, QuotaExceededError where it is full
      return otherwise;
    }
  }
}
