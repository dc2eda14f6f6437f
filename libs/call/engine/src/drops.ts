import type { Log } from './ports/log';

/** Why something that came in changed nothing. */
export type DropReason =
  /** It does not fit its schema, or its name is not known. */
  | 'malformed'
  /** It is from nobody in this room. */
  | 'unknown-peer'
  /** It is about incarnations that are not those of today. */
  | 'other-incarnation'
  /** It is about a generation below the current one. */
  | 'old-generation'
  /** It asks or offers what is not the sender's to ask or offer. */
  | 'not-yours'
  /** The sender asks for more connections than anybody needs. */
  | 'too-often'
  /** It was applied already. */
  | 'repeated'
  /** The browser could not apply it. */
  | 'not-applicable';

/** Counts what is dropped, so that a fault shows in the log and not only in what does not happen. */
export class Drops {
  private readonly counts = new Map<DropReason, number>();

  constructor(private readonly log: Log) {}

  count(reason: DropReason): void {
    const count = this.of(reason) + 1;
    this.counts.set(reason, count);
    this.log.debug('dropped', { reason, count });
  }

  of(reason: DropReason): number {
    return this.counts.get(reason) ?? 0;
  }
}
