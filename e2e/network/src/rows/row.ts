import type { BrowserKind } from '@holdfast/e2e-people';
import type { Laboratory, Needs } from '../laboratory';

/** What a row may cost at most, in ms. */
export interface Goals {
  /** The longest time without a newly decoded video frame, at either end. */
  readonly gap?: number;
  /** From the moment the fault is over until frames flow again at both ends for good. */
  readonly back?: number;
}

/** What one run of a row came to. */
export interface Outcome {
  readonly gap?: number;
  /** `null`: frames did not come to flow again. */
  readonly back?: number | null;
  /** When the fault began and was over, and the watching ended (ms since 1970). */
  readonly times?: { readonly from: number; readonly over: number; readonly to: number };
  /** What else was to be so and was not, in words. */
  readonly broken: readonly string[];
  /** What else was counted, for whoever reads the results. */
  readonly counted?: Readonly<Record<string, number>>;
  /** The same, where each of several counts. */
  readonly lists?: Readonly<Record<string, readonly number[]>>;
}

/** One line of the table: what happens to a call, and what it may cost. */
export interface Row {
  readonly name: string;
  /** What happens, in the words of the table. */
  readonly fault: string;
  readonly goals: Goals;
  readonly needs?: Needs;
  /** Browsers that can be made to suffer this, where not all can. */
  readonly only?: readonly BrowserKind[];
  /** How many runs it takes, where that is fixed. */
  readonly runs?: number;
  /** Whether each run needs a call of its own: the one before has ended it. */
  readonly ends?: boolean;
  /** Lets it happen to the call that stands, and watches what comes of it. */
  readonly measure: (laboratory: Laboratory) => Promise<Outcome>;
}
