import { MutableBehavior, type Behavior } from '../behavior';
import type { Scope } from '../scope';
import { PULSE_MS, type Pulse } from '../ports/pulse';

/** After how long without an answer to any own beat one may doubt that they arrive, in ms of ticks. */
const DOUBT_AFTER_MS = 5_000;

/**
 * Judges whether the other side still hears this one, by what its beats echo. Counted in ticks and not in time: a page that sleeps or is slowed
 * down doubts nothing. One that never echoed a beat is not doubted.
 */
export class AnswerWatch {
  /** Whether a beat of this side was answered in time, as far as it is known. */
  readonly isAnswered$: Behavior<boolean>;
  private readonly isAnswered = new MutableBehavior<boolean>(true);
  /** Ticks since the last answer; `null` before the first one. */
  private ticks: number | null = null;
  private lastTick = -Infinity;

  /** @param isHeard whether anything arrives from the other side: in silence there are no answers either, and nothing is judged */
  constructor(
    private readonly scope: Scope,
    pulse$: Pulse,
    private readonly isHeard: () => boolean,
  ) {
    this.isAnswered$ = this.isAnswered;
    scope.listen(pulse$, () => this.tick());
    scope.atEnd(() => this.isAnswered.complete());
  }

  /** A beat of this side was echoed. */
  answered(): void {
    this.ticks = 0;
    if (!this.isAnswered.value) this.isAnswered.next(true);
  }

  /** A silence begins or ends: who is heard again has its time to answer, unless it was doubted before. */
  begin(): void {
    if (this.ticks !== null && this.isAnswered.value) this.ticks = 0;
  }

  private tick(): void {
    const now = this.scope.scheduler.now();
    const sinceLast = now - this.lastTick;
    this.lastTick = now;
    // a page that was held up gets the ticks of a worker in one burst
    if (this.ticks === null || !this.isHeard() || sinceLast < PULSE_MS / 2) return;
    this.ticks += 1;
    if (this.ticks * PULSE_MS >= DOUBT_AFTER_MS && this.isAnswered.value) this.isAnswered.next(false);
  }
}
