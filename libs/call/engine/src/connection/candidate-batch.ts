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
 * messages, and the first pair is tried without delay. Only those of the own network wait, and go behind all others: browsers check one
 * pair each 50 ms in the order in which they hear of them, and most people who call each other are in different networks.
 */
export class CandidateBatch {
  private waiting: Candidate[] = [];
  private burst = Subscription.EMPTY;
  private isHeld = false;
  /** Whether the burst has begun with candidates that wait for better ones. */
  private waitsForBetter = false;

  constructor(
    private readonly scope: Scope,
    private readonly send: (candidates: Candidate[]) => void,
  ) {
    this.burst.unsubscribe();
  }

  add(candidate: Candidate): void {
    this.waiting.push(candidate);
    if (this.isHeld) return;
    if (!this.burst.closed) return this.waitsForBetter && !isHost(candidate) ? this.flush() : undefined;
    if (isHost(candidate)) {
      this.waitsForBetter = true;
      this.beginBurst();
    } else this.flush();
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
    this.waitsForBetter = false;
    this.beginBurst();
    this.send(this.take());
  }

  private beginBurst(): void {
    this.burst.unsubscribe();
    this.burst = this.scope.after(BURST_MS, () => {
      if (this.waiting.length > 0 && !this.isHeld) this.flush();
    });
  }

  private take(): Candidate[] {
    this.waiting.sort((a, b) => turnOf(a) - turnOf(b));
    return this.waiting.splice(0, LIMITS.candidatesPerMessage);
  }
}

/** Whether an address is one of the machine's own (RFC 8839 section 5.1). */
function isHost({ candidate }: Candidate): boolean {
  return / typ host( |$)/.test(candidate);
}

/** The end of candidates (RFC 8838 section 13) stays the last. */
function turnOf(candidate: Candidate): number {
  if (candidate.candidate === '') return 2;
  return isHost(candidate) ? 1 : 0;
}
