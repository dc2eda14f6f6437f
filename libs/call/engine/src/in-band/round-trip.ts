/** The round trip to the other side of a connection and how much it varies, smoothed as TCP does it (RFC 6298 section 2). */
export class RoundTrip {
  private smoothedMs: number | null = null;
  private deviation = 0;

  /** How far a round trip is from the smoothed one, on average, in ms; `null` before the first was measured. */
  get deviationMs(): number | null {
    return this.smoothedMs === null ? null : this.deviation;
  }

  measured(ms: number): void {
    if (this.smoothedMs === null) {
      this.smoothedMs = ms;
      this.deviation = ms / 2;
    } else {
      this.deviation += (Math.abs(this.smoothedMs - ms) - this.deviation) / 4;
      this.smoothedMs += (ms - this.smoothedMs) / 8;
    }
  }
}
