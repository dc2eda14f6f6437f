import type { CallPolicies } from '../call-dependencies';
import type { Jitter } from '../jitter';
import { smoothed, type RoundTrip } from '../policies/echo-time-out';

export type RhythmPolicies = Pick<CallPolicies, 'backOff' | 'attemptPatience' | 'echoTimeOut'>;

/** What the policies need to know of the way to the server: how far it is, since when it fails, and what the server asked for. */
export class Rhythm {
  private roundTrip: RoundTrip = { smoothedMs: null };
  private failures = 0;
  private failingSince = 0;
  /** The server asked not to come back before. */
  private notBefore = 0;

  /** @param now a clock that only goes forward, in ms */
  constructor(
    private readonly policies: RhythmPolicies,
    private readonly jitter: Jitter,
    private readonly now: () => number,
  ) {}

  /** Whether the server has no objection to a try. */
  get mayTry(): boolean {
    return this.now() >= this.notBefore;
  }

  /** How long a link may take until CONNECT is sent, in ms. */
  get openingMs(): number {
    const { failures } = this;
    const sinceMs = failures === 0 ? 0 : this.now() - this.failingSince;
    return this.policies.attemptPatience.opening({ failures, sinceMs, smoothedMs: this.roundTrip.smoothedMs });
  }

  /** How long the answer to an `echo` may take, in ms. */
  get echoMs(): number {
    return this.policies.echoTimeOut.timeOut(this.roundTrip);
  }

  /** The server has answered after so many ms. */
  measured(ms: number): void {
    this.roundTrip = smoothed(this.roundTrip, ms);
  }

  /** The server asked for a pause. */
  pause(ms: number): void {
    this.notBefore = this.now() + ms;
  }

  /** What failed before says nothing any more: the way is another one, or it works. */
  begin(): void {
    this.failures = 0;
  }

  /** There is a seat: no pause holds any more. */
  succeeded(): void {
    this.begin();
    this.notBefore = 0;
  }

  /**
   * A try has failed, or a link that worked has broken.
   * @param spentMs how much time it took already, in ms
   * @returns how long to wait before the next, in ms; `null` gives up
   */
  failed(spentMs: number): number | null {
    const now = this.now();
    if (this.failures === 0) this.failingSince = now;
    this.failures += 1;
    const { failures } = this;
    const delay = this.policies.backOff.delay({ failures, sinceMs: now - this.failingSince, jitter: this.jitter() });
    return delay === null ? null : Math.max(0, delay - spentMs, this.notBefore - now);
  }
}
