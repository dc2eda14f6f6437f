import type { Outcome } from '../rows/row';

/** One run of a row, as it is kept. */
export interface RunResult extends Outcome {
  readonly row: string;
  readonly pairing: string;
  /** When it began, as ISO 8601. */
  readonly at: string;
  /** The machine's load over the last minute, when it began (proc(5), `loadavg`). */
  readonly load: number;
  readonly browsers: readonly string[];
  /** Why it could not be measured. */
  readonly error?: string;
}

/** What was not as it should be, times aside. */
export function faultsOf({ broken, error }: RunResult): readonly string[] {
  return error === undefined ? broken : [...broken, error];
}
