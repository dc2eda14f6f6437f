import { LIMITS, type Candidate } from '@holdfast/protocol';
import { Subscription } from 'rxjs';
import type { Scope } from '../scope';

/**
 * How long a burst is gathered into one message, in ms: host candidates come within a few. What a STUN server tells comes later than that and
 * begins a burst of its own: often nothing connects before the other side has it.
 */
const BURST_MS = 20;

/**
 * Coalesces the own candidates: the first goes at once, the rest of its burst in one message. So a call costs the server a handful of
 * messages, and the first pair is tried without delay.
 */
export class CandidateBatch {
  private waiting: Candidate[] = [];
  private burst = Subscription.EMPTY;
  private isHeld = false;

  constructor(
    private readonly scope: Scope,
    private readonly send: (candidates: Candidate[]) => void,
  ) {
    this.burst.unsubscribe();
  }

  add(candidate: Candidate): void {
    this.waiting.push(candidate);
    if (!this.isHeld && this.burst.closed) this.flush();
  }

  /** A description is being made: what is found before it has gone must not overtake it. */
  hold(): void {
    this.isHeld = true;
  }

  /**
   * The description goes now: takes what travels with it. Candidates of a fragment that it does not have belong to an offer that was
   * rolled back; they are of no use to anybody.
   * @param sdp of the description; absent where none came about: then everything found goes
   */
  release(sdp?: string): Candidate[] {
    this.isHeld = false;
    if (sdp !== undefined) {
      const fragments = new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, fragment]) => fragment));
      this.waiting = this.waiting.filter(({ usernameFragment }) => fragments.has(usernameFragment ?? ''));
    }
    return this.take();
  }

  /** Somebody is about to take what was found: the rest of a burst is not waited for. */
  hurry(): void {
    if (this.waiting.length > 0 && !this.isHeld) this.flush();
  }

  private flush(): void {
    this.burst = this.scope.after(BURST_MS, () => {
      if (this.waiting.length > 0 && !this.isHeld) this.flush();
    });
    this.send(this.take());
  }

  private take(): Candidate[] {
    return this.waiting.splice(0, LIMITS.candidatesPerMessage);
  }
}
