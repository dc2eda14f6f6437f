/** What a back-off knows when it is asked. */
export interface BackOffContext {
  /** How many tries have failed since the last success; 1 after the first. */
  readonly failures: number;
  /** How long there has been no success, in ms. */
  readonly sinceMs: number;
  /** A number from 0 up to 1, drawn for this question from the engine's seeded generator. */
  readonly jitter: number;
}

/** Says how long to wait before the next try, in ms; `null` gives up. */
export interface BackOffPolicy {
  delay(context: BackOffContext): number | null;
}

const FIRST_MS = 80;
const CALM_MS = 5_000;

/**
 * The engine's own way with a lost server: once almost at once, because most losses are a blink; then calmly, because trying wildly
 * makes the return later, not sooner. Spread by up to a quarter, so that a restarted server is not met by everybody at the same moment.
 */
export const calmBackOff: BackOffPolicy = {
  delay: ({ failures, jitter }) =>
    failures <= 1 ? FIRST_MS : Math.min(CALM_MS, 250 * 2 ** Math.min(failures - 2, 10)) * (1 - jitter / 4),
};
