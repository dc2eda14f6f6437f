import type { PageRecord, ShownPage } from './page-record';

type RecordOf<K extends PageRecord['kind']> = Extract<PageRecord, { kind: K }>;

/** What one person's pages have told since a moment, over reloads and new browsers. */
export class Timeline {
  readonly records: PageRecord[] = [];

  adds(record: PageRecord): void {
    this.records.push(record);
  }

  of<K extends PageRecord['kind']>(kind: K, since = 0): RecordOf<K>[] {
    return this.records.filter((record): record is RecordOf<K> => record.kind === kind && record.at >= since);
  }

  /** The moments at which new frames were seen. */
  frames(): number[] {
    return this.of('frames').map(({ at }) => at);
  }

  /** What is shown now. */
  get shown(): ShownPage | undefined {
    return this.records.findLast((record) => record.kind === 'shown')?.shown;
  }

  /** Everything that was shown since a moment, with what was shown at that moment. */
  shownSince(since: number): ShownPage[] {
    const before = this.records.findLast((record) => record.kind === 'shown' && record.at < since);
    return [...(before?.kind === 'shown' ? [before.shown] : []), ...this.of('shown', since).map(({ shown }) => shown)];
  }

  /** Forgets all but what is shown now. */
  clears(): void {
    const last = this.records.findLast((record) => record.kind === 'shown');
    this.records.length = 0;
    if (last) this.records.push(last);
  }
}
