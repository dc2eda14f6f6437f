import { Subscription } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { PatiencePolicy } from '../policies/patience';
import { PULSE_MS, type Pulse } from '../ports/pulse';
import type { Scope } from '../scope';

/** What is known of the other side's voice. */
export type Hearing =
  /** It has never been heard: its silence means nothing. */
  'unknown' | 'heard' | 'silent';

export interface SilenceWatchOptions {
  readonly pulse$: Pulse;
  readonly patience: PatiencePolicy;
  /** How much the round trip varies, in ms; `null` where it was never measured. */
  readonly deviationMs: () => number | null;
  /** How many bytes were received so far; `null` where nobody knows. */
  readonly receivedBytes: () => Promise<number | null>;
}

/** After how long without a message the statistics are asked, in ms: asking them all the time would cost more than all else. */
const ASK_AFTER_MS = 500;
/** A tick that is later than this says that the page slept, in ms; it and two more judge nothing. */
const LATE_MS = 500;
const UNJUDGED_TICKS = 3;
/** For how long a cut link or another network speaks against the path, in ms: by then it was heard or not. */
const SUSPICIOUS_MS = 3_000;
/** How many readings of the statistics without any growth make a silence: the first is only what is compared with. */
const READINGS = 2;

/**
 * Judges whether the other side can still be heard, by our own beat and not by media: who is muted sends next to nothing. A message counts,
 * and so does any growth of what was received.
 */
export class SilenceWatch {
  readonly hearing$: Behavior<Hearing>;
  private readonly hearing = new MutableBehavior<Hearing>('unknown');
  private lastContact = 0;
  private lastTick = 0;
  private unjudged = 0;
  /** Until when something else says that the path may be gone: so long there is little patience. */
  private suspiciousUntil = -Infinity;
  private asking = Subscription.EMPTY;
  private lastBytes: number | null = null;
  /** How many readings in a row have found nothing new since the last contact. */
  private readings = 0;

  constructor(
    private readonly scope: Scope,
    private readonly options: SilenceWatchOptions,
  ) {
    this.hearing$ = this.hearing;
    this.lastTick = this.now();
    scope.listen(options.pulse$, () => this.tick());
    scope.atEnd(() => this.hearing.complete());
  }

  /** A message has come. */
  heard(): void {
    this.lastBytes = null;
    this.contact();
  }

  /** The browser says that the other side was reached: it has its time to be heard again. */
  reached(): void {
    if (this.hearing.value !== 'unknown') this.heard();
  }

  /** The own link was cut, or the network changed: what is silent from now on has probably gone too. */
  suspect(): void {
    this.suspiciousUntil = this.now() + SUSPICIOUS_MS;
  }

  /** There is a reason to believe that something arrives from one who is silent: asks now, not at the next tick. */
  look(): void {
    if (this.hearing.value === 'silent') this.ask();
  }

  private now(): number {
    return this.scope.scheduler.now();
  }

  private contact(): void {
    this.lastContact = this.now();
    this.readings = 0;
    this.hearing.next('heard');
  }

  private tick(): void {
    const now = this.now();
    if (now - this.lastTick > PULSE_MS + LATE_MS) this.unjudged = UNJUDGED_TICKS;
    this.lastTick = now;
    if (this.hearing.value === 'unknown') return;
    const quietMs = now - this.lastContact;
    const patienceMs = this.options.patience.silence({
      deviationMs: this.options.deviationMs(),
      isSuspicious: now < this.suspiciousUntil,
    });
    if (quietMs >= Math.min(ASK_AFTER_MS, patienceMs - READINGS * PULSE_MS)) this.ask();
    if (this.unjudged > 0) this.unjudged -= 1;
    else if (quietMs >= patienceMs && this.readings >= READINGS) this.hearing.next('silent');
  }

  /** One question is under way at a time. */
  private ask(): void {
    if (!this.asking.closed) return;
    const asking = (this.asking = new Subscription());
    void this.options.receivedBytes().then((bytes) => {
      if (asking.closed || this.scope.ended) return;
      asking.unsubscribe();
      this.read(bytes);
    });
  }

  private read(bytes: number | null): void {
    if (bytes === null) return;
    const { lastBytes } = this;
    this.lastBytes = bytes;
    // an ICE restart may begin to count anew
    if (lastBytes !== null && bytes > lastBytes) this.contact();
    else this.readings += 1;
  }
}
