/** What a back-off knows when it is asked. */
export interface BackOffContext {
  /** How many tries have failed since the last success; 1 after the first. */
  readonly failures: number;
  /** How long there has been no success, in ms. */
  readonly sinceMs: number;
  /** A number from 0 up to 1, drawn for this question from the engine's seeded generator. */
  readonly jitter: number;
}

/**
 * Says how far the next try is from the beginning of the last one, in ms; `null` gives up. Where a link broke that had worked, it counts
 * from then on. A try that took longer than that is followed by the next at once.
 */
export interface BackOffPolicy {
  delay(context: BackOffContext): number | null;
}

const FIRST_MS = 80;
const NEXT_MS = [250, 500];
const SOON_MS = 1_000;
const CALMER_MS = 2_000;
const CALM_MS = 5_000;

function calmDelay(failures: number, sinceMs: number): number {
  if (sinceMs >= 60_000) return CALM_MS;
  return sinceMs >= 30_000 ? CALMER_MS : (NEXT_MS[failures - 2] ?? SOON_MS);
}

/**
 * The engine's own way with a lost server: once almost at once, because most losses are a blink; then once a second for as long as a
 * server needs to start again, then calmly. Spread by up to a quarter, so that a restarted server is not met by everybody at the same moment.
 */
export const calmBackOff: BackOffPolicy = {
  delay: ({ failures, sinceMs, jitter }) =>
    failures <= 1 ? FIRST_MS : calmDelay(failures, sinceMs) * (1 - jitter / 4),
};
