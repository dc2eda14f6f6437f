import type { EndReason, MediaPath } from '@holdfast/call-engine';

/** What can be told of a call when it is over. */
export interface CallSummary {
  readonly reason: EndReason;
  /** From the moment the first peer was connected until the end, in ms; `null` where nobody ever was. */
  readonly durationMs: number | null;
  /** How media went last; `null` where it never did. */
  readonly path: MediaPath | null;
}
