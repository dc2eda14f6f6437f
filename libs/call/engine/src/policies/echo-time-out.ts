/** What a time-out for `echo` is made of. */
export interface RoundTrip {
  /** The smoothed round trip to the server, in ms; `null` before the first was measured. */
  readonly smoothedMs: number | null;
}

/** Says how long the answer to an `echo` may take before the socket is suspected, in ms. */
export interface EchoTimeOutPolicy {
  timeOut(roundTrip: RoundTrip): number;
}

const LEAST_MS = 350;
const MOST_MS = 3_000;

/** Four round trips and a little: a server that is alive has answered by then, also where a packet was lost and sent again. */
export const calmEchoTimeOut: EchoTimeOutPolicy = {
  timeOut: ({ smoothedMs }) =>
    smoothedMs === null ? MOST_MS : Math.min(MOST_MS, Math.max(LEAST_MS, 4 * smoothedMs + 200)),
};

/** The round trip after one more was measured, smoothed as TCP does it (RFC 6298, section 2: alpha is 1/8). */
export function smoothed({ smoothedMs }: RoundTrip, measuredMs: number): RoundTrip {
  return { smoothedMs: smoothedMs === null ? measuredMs : smoothedMs + (measuredMs - smoothedMs) / 8 };
}
