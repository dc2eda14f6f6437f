import { Subscription } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { Jitter } from '../jitter';
import type { ConnectionState } from '../peer';
import type { PatiencePolicy } from '../policies/patience';
import type { Scope } from '../scope';
import { GROUND, climb, tooSoon, type Ladder, type LadderAct, type LadderEvent, type Ways } from './ladder';

/** How far apart two ICE restarts of one connection are at least, in ms: trying wildly makes the return later. */
const RESTART_APART_MS = 3_000;

export interface RecoveryDependencies {
  readonly patience: PatiencePolicy;
  readonly jitter: Jitter;
  readonly ways: () => Ways;
  readonly restartIce: () => void;
  readonly renew: () => void;
}

/** Drives the ladder of one peer: gives each rung its time and does what the next one wants. */
export class Recovery {
  readonly rung$: Behavior<ConnectionState>;
  private readonly rung = new MutableBehavior<ConnectionState>('none');
  private ladder: Ladder = GROUND;
  private patience = Subscription.EMPTY;
  private lastRestart = -Infinity;
  /** A restart for another network that has to wait, because the last one is too fresh. */
  private moving = Subscription.EMPTY;
  /** There was another network while nothing could be told of it: as soon as the path works again it matters. */
  private hasMoved = false;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: RecoveryDependencies,
  ) {
    this.rung$ = this.rung;
  }

  happened(event: LadderEvent): void {
    if (event === 'restarted-by-peer') this.restarted();
    const { ladder, act } = climb(this.ladder, event, this.dependencies.ways());
    const restartWait = this.lastRestart + RESTART_APART_MS - this.scope.scheduler.now();
    if (act === 'restart-ice' && restartWait > 0) {
      // a connection that works goes on as it is meanwhile
      if (event === 'moved') this.moveAfter(restartWait);
      else this.enter(tooSoon(this.ladder), restartWait);
      return;
    }
    // the same rung in a new object is entered anew (another offer): it gets its whole time again
    if (ladder !== this.ladder) this.enter(ladder, this.timeOn(ladder));
    if (event === 'moved' && ladder.rung !== 'connected') this.hasMoved = true;
    this.do(act);
    if (event !== 'connected' || !this.hasMoved) return;
    this.hasMoved = false;
    this.happened('moved');
  }

  private enter(ladder: Ladder, ms: number | null): void {
    this.ladder = ladder;
    this.patience.unsubscribe();
    if (ms !== null) this.patience = this.scope.after(ms, () => this.happened('patience-over'));
    this.rung.next(ladder.rung);
  }

  private moveAfter(ms: number): void {
    this.moving.unsubscribe();
    this.moving = this.scope.after(ms, () => this.happened('moved'));
  }

  /** Either side's restart finds whatever network was there before it. */
  private restarted(): void {
    this.lastRestart = this.scope.scheduler.now();
    this.moving.unsubscribe();
    this.hasMoved = false;
  }

  private do(act: LadderAct): void {
    if (act === 'restart-ice') {
      this.restarted();
      this.dependencies.restartIce();
    } else if (act === 'renew') {
      this.hasMoved = false;
      this.dependencies.renew();
    }
  }

  private timeOn({ rung, rounds }: Ladder): number | null {
    const { patience, jitter } = this.dependencies;
    switch (rung) {
      case 'none':
      case 'connected':
        return null;
      case 'waiting':
        return patience.waiting({ rounds, jitter: jitter() });
      case 'unreachable':
        return patience.unreachable({ rounds, jitter: jitter() });
      case 'connecting':
      case 'restarting':
      case 'renewing':
        return patience.offered({ rounds, jitter: jitter() });
    }
  }
}
