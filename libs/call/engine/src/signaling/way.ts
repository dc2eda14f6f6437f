import { TIMES, type Handshake } from '@holdfast/protocol';
import type { Subscription } from 'rxjs';
import type { ConnectionChoice, Link, LinkEvent, Transport } from '../ports/transport';
import type { Scope } from '../scope';

/** How far a way to the server has come. */
export type WayStage =
  /** There is no connection yet. */
  | 'opening'
  /** CONNECT was sent. */
  | 'asked'
  /** It is the seat's voice. */
  | 'joined';

export interface WayDependencies {
  readonly transport: Transport;
  readonly connection: ConnectionChoice;
  /** How long it may take until CONNECT is sent, in ms. */
  readonly openingMs: number;
  readonly handshake: () => Handshake;
  readonly received: (event: LinkEvent) => void;
  /** Its time to send CONNECT, or that of the server to answer it, is over. */
  readonly overdue: () => void;
}

/** One link to the server and its times, from the moment it is opened until it has ended. */
export class Way {
  readonly beganAt: number;
  private state: WayStage = 'opening';
  private connectedAt = 0;
  private link: Link | null = null;
  private deadline: Subscription;

  constructor(
    readonly scope: Scope,
    private readonly dependencies: WayDependencies,
  ) {
    this.beganAt = scope.scheduler.now();
    this.deadline = scope.after(dependencies.openingMs, dependencies.overdue);
    scope.atEnd(() => this.link?.close());
  }

  get stage(): WayStage {
    return this.state;
  }

  /** For how long it has been under way, in ms. */
  get ageMs(): number {
    return this.scope.scheduler.now() - this.beganAt;
  }

  /** Since when CONNECT has been under way, in ms. */
  get askedForMs(): number {
    return this.scope.scheduler.now() - this.connectedAt;
  }

  /** Whether it began on a connection that was opened long before. */
  get isWarmed(): boolean {
    return this.link?.warmed ?? false;
  }

  open(): void {
    const { transport, connection, handshake, received } = this.dependencies;
    const link = transport.open(() => {
      this.asks();
      return handshake();
    }, connection);
    this.link = link;
    // what the link says first may end it already
    this.scope.listen(link.events$, received);
  }

  /** The server gave the seat its voice. */
  joined(): void {
    this.state = 'joined';
    this.deadline.unsubscribe();
  }

  /** Not more than so long in all until CONNECT is sent. */
  hurry(ms: number): void {
    if (this.state !== 'opening') return;
    this.deadline.unsubscribe();
    this.deadline = this.scope.after(Math.max(0, ms - this.ageMs), this.dependencies.overdue);
  }

  request: Link['request'] = (event, payload, timeoutMs) => {
    if (this.link === null) throw new Error('A way is asked before it is open.');
    return this.link.request(event, payload, timeoutMs);
  };

  end(): void {
    this.scope.end();
  }

  /** The handshake is asked for at the moment CONNECT is sent: the server has its time from now on. */
  private asks(): void {
    if (this.state !== 'opening') return;
    this.state = 'asked';
    this.connectedAt = this.scope.scheduler.now();
    this.deadline.unsubscribe();
    this.deadline = this.scope.after(TIMES.joinTimeout, this.dependencies.overdue);
  }
}
