import { Subscription } from 'rxjs';
import type { Scope } from '../scope';

/** What is thought of a joined link. */
export type Trust =
  | 'trusted'
  /** An `echo` is under way and still has time. */
  | 'asked'
  /** It was not answered in time. It may be yet: TCP brings it there as soon as it can. */
  | 'suspected';

export interface SuspicionDependencies {
  /** Asks the server for a sign of life. */
  readonly echo: () => void;
  /** How long the answer may take, in ms. */
  readonly patienceMs: () => number;
  /** The link was asked, and works. */
  readonly proven: () => void;
  /** The time is over. */
  readonly suspected: () => void;
}

/** Finds out whether one joined link still works, with one `echo` at a time. */
export class Suspicion {
  private state: Trust = 'trusted';
  private timer = Subscription.EMPTY;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: SuspicionDependencies,
  ) {}

  get trust(): Trust {
    return this.state;
  }

  /** Something speaks against the link. */
  raise(): void {
    if (this.state !== 'trusted' || this.scope.ended) return;
    this.state = 'asked';
    this.timer = this.scope.after(this.dependencies.patienceMs(), () => {
      this.state = 'suspected';
      this.dependencies.suspected();
    });
    this.dependencies.echo();
  }

  /** Something came in on the link. While the answer still has time it may be older than the doubt. */
  signOfLife(): void {
    if (this.state === 'suspected') this.answered();
  }

  /** The `echo` was answered. */
  answered(): void {
    if (this.state === 'trusted' || this.scope.ended) return;
    this.state = 'trusted';
    this.timer.unsubscribe();
    this.dependencies.proven();
  }
}
