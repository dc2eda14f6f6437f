/** What is known when a link is opened. */
export interface AttemptContext {
  /** How many tries have failed since the last success. */
  readonly failures: number;
  /** How long there has been no success, in ms; 0 before the first failure. */
  readonly sinceMs: number;
  /** The smoothed round trip to the server, in ms; `null` before the first was measured. */
  readonly smoothedMs: number | null;
}

/** Says how long a link may take until CONNECT is sent before another one is tried in its place, in ms. */
export interface AttemptPatiencePolicy {
  opening(context: AttemptContext): number;
}

const USUAL_MS = 4_000;
const LONG_MS = 12_000;
const LONG_AFTER_MS = 60_000;

/**
 * The engine's own patience with an attempt. Where nothing gets through, TCP asks again after 1, 3 and 7 s (RFC 6298, section 2), so an
 * attempt of 4 s waits 0.75 s on average when the way is open again, and none of more than 4 s or less than 2 s does better with so
 * few: browsers make WebSockets wait that follow many failed ones. A network that is merely slow gets its time: eight round trips,
 * more with each failure as long as none is known, and every other attempt 12 s after a minute.
 */
export const calmAttemptPatience: AttemptPatiencePolicy = {
  opening: ({ failures, sinceMs, smoothedMs }) => {
    if (smoothedMs === null) return Math.min(LONG_MS, USUAL_MS * (failures + 1));
    if (sinceMs >= LONG_AFTER_MS && failures % 2 === 1) return LONG_MS;
    return Math.min(LONG_MS, Math.max(USUAL_MS, 8 * smoothedMs));
  },
};
