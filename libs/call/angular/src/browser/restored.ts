import type { RoomRecords } from './room-records';

/** For how long a page waits for what it kept durably, in ms: some browsers are slow to open a database, and some never answer. */
export const RESTORED_WITHIN_MS = 300;

/** Resolves when the records are restored, or when that takes too long: then without them. */
export function restored(records: readonly Pick<RoomRecords, 'restore'>[]): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, RESTORED_WITHIN_MS);
    void Promise.all(records.map((kept) => kept.restore())).then(() => {
      clearTimeout(patience);
      resolve();
    });
  });
}
