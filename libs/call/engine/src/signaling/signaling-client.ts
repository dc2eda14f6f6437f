import {
  TIMES,
  type Handshake,
  type Notice,
  type RefusalBody,
  type RequestName,
  type Requests,
} from '@holdfast/protocol';
import { serverRequestSchemas } from '@holdfast/protocol/schemas';
import { Subject, Subscription, filter, take, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { SignalingState } from '../call';
import type { Drops } from '../drops';
import type { Jitter } from '../jitter';
import type { Log } from '../ports/log';
import type { ConnectionChoice, LinkEvent, Transport } from '../ports/transport';
import { RequestError } from '../request-error';
import type { Scope } from '../scope';
import { checkedNotice } from './checked-notice';
import { isRefusal, judgeRefusal } from './refusal';
import { Rhythm, type RhythmPolicies } from './rhythm';
import { nextSignalingState, type SignalingEvent } from './signaling-state';
import { Suspicion } from './suspicion';
import { Way } from './way';

/** For how long the answer to an `echo` counts where it comes late, in ms: no dead link lives longer than that. */
const LATE_ECHO_MS = 30_000;
/** How long a handshake on a warmed connection may go unanswered before a fresh one is tried beside it, in ms. */
const WARMED_PATIENCE_MS = 1_000;
/** How young an attempt is left alone when the network changes, in ms: what it has sent may just be arriving. */
const YOUNG_MS = 300;

export interface SignalingDependencies {
  readonly transport: Transport;
  /** The handshake as it is at the moment it is sent. */
  readonly handshake: () => Handshake;
  /** Whether media or beats arrive from that seat now. */
  readonly isReceiving: (seat: string) => boolean;
  readonly pageId: string;
  readonly policies: RhythmPolicies;
  readonly jitter: Jitter;
  readonly drops: Drops;
  readonly log: Log;
}

/**
 * The way to the server, with the same seat for ever until told otherwise: one link, and while that one is in doubt at most one more
 * beside it. What comes in is checked here and nowhere else; what goes out fails with a typed error where there is no link.
 */
export class SignalingClient {
  /** How the link stands. */
  readonly state$: Behavior<SignalingState>;
  /** Every notice that fits its schema, in order. */
  readonly notices$: Observable<Notice>;
  /** The server said no, and trying again is for a person to decide. The client is closed by then. */
  readonly refused$: Observable<RefusalBody>;
  /** The joined link was asked for a sign of life and gave it: the way to the server works. */
  readonly proven$: Observable<void>;
  /** A joined link has ended, or gave no sign of life: until the next `joined`, or its proof, nothing gets through. */
  readonly cut$: Observable<void>;

  private readonly state = new MutableBehavior<SignalingState>('closed');
  private readonly notices = new Subject<Notice>();
  private readonly refused = new Subject<RefusalBody>();
  private readonly proven = new Subject<void>();
  private readonly cut = new Subject<void>();
  /** The seat's voice, or the attempt to have one. */
  private current: Way | null = null;
  /** A newer attempt, while `current` is in doubt. Once its CONNECT was sent it decides. */
  private beside: Way | null = null;
  /** What is thought of the joined link; `null` while there is none. */
  private suspicion: Suspicion | null = null;
  private retry = Subscription.EMPTY;
  private readonly rhythm: Rhythm;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: SignalingDependencies,
  ) {
    const { policies, jitter } = dependencies;
    this.rhythm = new Rhythm(policies, jitter, () => scope.scheduler.now());
    this.state$ = this.state;
    this.notices$ = this.notices;
    this.refused$ = this.refused;
    this.proven$ = this.proven;
    this.cut$ = this.cut;
    scope.atEnd(() => {
      this.close();
      for (const stream of [this.state, this.notices, this.refused, this.proven, this.cut]) stream.complete();
    });
  }

  /** Whether there is a joined link that is not suspected: whether a request has a way. */
  get isJoined(): boolean {
    return this.voice !== null && this.suspicion?.trust !== 'suspected';
  }

  /** Takes the seat's voice and keeps taking it back until `close`. */
  open(): void {
    if (this.state.value !== 'closed') return;
    this.rhythm.succeeded();
    this.happened('wanted');
    this.attempt();
  }

  /**
   * Gives the seat up and lets the link go. One that is about to be joined is waited for, so that no seat is left behind that nobody
   * has; all in `TIMES.leaveTimeout` at most.
   */
  leave(): Promise<void> {
    return new Promise((resolve) => {
      const leaving = this.scope.child();
      leaving.atEnd(() => {
        this.close();
        resolve();
      });
      leaving.after(TIMES.leaveTimeout, () => leaving.end());
      leaving.listen(
        this.state.pipe(
          filter(() => this.voice !== null),
          take(1),
        ),
        () => {
          const left = () => leaving.end();
          this.request('leave', {}, TIMES.leaveTimeout).then(left, left);
        },
      );
    });
  }

  /** Lets the link go; nothing is told to the server. */
  close(): void {
    this.retry.unsubscribe();
    this.beside?.end();
    this.current?.end();
    this.beside = this.current = this.suspicion = null;
    this.happened('given-up');
  }

  /** Something speaks against the link: it is asked for a sign of life, and without one a new link is opened beside it. */
  suspect(): void {
    this.suspicion?.raise();
  }

  /**
   * There is another network, packets arrive again, or the page runs again after it stood still: a joined link is asked for a sign of
   * life, and whatever waits tries now.
   */
  tryNow(): void {
    if (this.state.value === 'closed') return;
    this.suspect();
    if (this.isJoined || !this.rhythm.mayTry) return;
    const trying = this.beside ?? (this.voice === null ? this.current : null);
    this.rhythm.begin();
    if (trying !== null && trying.ageMs < YOUNG_MS) return trying.hurry(YOUNG_MS);
    if (trying !== null) this.drop(trying);
    this.attempt('fresh');
  }

  /** Sends a request on the joined link; rejects with `closed` where there is none. */
  request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    timeoutMs: number = TIMES.ackTimeout,
  ): Promise<Requests[E]['reply']> {
    const { voice } = this;
    if (voice === null) return Promise.reject(RequestError.closed(event));
    const askedAt = this.now();
    const reply = voice.request(event, payload, timeoutMs);
    reply.then(
      () => {
        // one that was held up says nothing of the distance
        if (this.suspicion?.trust === 'trusted') this.rhythm.measured(this.now() - askedAt);
        this.signOfLife(voice);
      },
      (error: unknown) => {
        if (error instanceof RequestError && error.code === 'timeout') this.suspect();
      },
    );
    return reply;
  }

  private get voice(): Way | null {
    return this.current?.stage === 'joined' ? this.current : null;
  }

  private now(): number {
    return this.scope.scheduler.now();
  }

  private happened(event: SignalingEvent): void {
    const state = nextSignalingState(this.state.value, event);
    if (state === this.state.value) return;
    this.dependencies.log.info(`signaling ${state}`);
    this.state.next(state);
  }

  /** Opens a link: the current one, or one beside it. */
  private attempt(connection: ConnectionChoice = 'any'): void {
    this.retry.unsubscribe();
    const { transport, handshake } = this.dependencies;
    const way: Way = new Way(this.scope.child(), {
      transport,
      connection: this.current === null ? connection : 'fresh',
      openingMs: this.rhythm.openingMs,
      handshake,
      received: (event) => this.receive(way, event),
      overdue: () => this.failed(way),
    });
    if (this.current === null) this.current = way;
    else this.beside = way;
    way.open();
    if (!way.isWarmed) return;
    way.scope.after(WARMED_PATIENCE_MS, () => {
      if (way.stage === 'asked' && this.beside === null) this.attempt();
    });
  }

  private receive(way: Way, event: LinkEvent): void {
    switch (event.kind) {
      case 'notice':
        return this.notice(way, event.notice);
      case 'asked': {
        const payload = serverRequestSchemas[event.event]?.payload.safeParse(event.payload);
        if (!payload?.success) return this.dependencies.drops.count('malformed');
        event.answer({ receiving: this.dependencies.isReceiving(payload.data.seat) });
        return this.signOfLife(way);
      }
      case 'refused':
        return this.refuse(way, event.refusal);
      case 'failed':
      case 'closed':
        return this.failed(way);
    }
  }

  private notice(way: Way, raw: Notice): void {
    const notice = checkedNotice(raw);
    if (notice === null) return this.dependencies.drops.count('malformed');
    if (notice.event === 'joined') return this.joined(way, notice);
    // an own other attempt has taken this link's place: the seat is still ours
    if (notice.event === 'seat-taken' && notice.payload.by === this.dependencies.pageId) return this.failed(way);
    if (notice.event === 'server-closing') {
      this.rhythm.pause(notice.payload.retryAfterMs);
      this.happened('closing-announced');
    }
    this.signOfLife(way);
    this.notices.next(notice);
  }

  private joined(way: Way, notice: Notice): void {
    if (way === this.beside) {
      this.current?.end();
      this.current = way;
      this.beside = null;
    } else if (this.beside?.stage === 'opening') this.drop(this.beside);
    way.joined();
    this.retry.unsubscribe();
    this.rhythm.succeeded();
    this.rhythm.measured(way.askedForMs);
    this.suspicion = this.suspicionOf(way);
    // whoever hears of the state asks who is there: the roster comes first
    this.notices.next(notice);
    this.happened('joined');
  }

  private suspicionOf(way: Way): Suspicion {
    return new Suspicion(way.scope, {
      echo: () => {
        this.request('echo', {}, LATE_ECHO_MS).then(
          () => this.isBelieved(way) && this.suspicion?.answered(),
          () => undefined, // it is known that it failed: the time-out goes on
        );
      },
      patienceMs: () => this.rhythm.echoMs,
      proven: () => this.provenAlive(),
      suspected: () => {
        this.happened('suspected');
        this.cut.next();
        if (this.beside === null && this.rhythm.mayTry) this.attempt();
      },
    });
  }

  /** Something came in on the joined link. Once another one's CONNECT was sent, that proves nothing any more. */
  private signOfLife(way: Way): void {
    if (this.isBelieved(way)) this.suspicion?.signOfLife();
  }

  private isBelieved(way: Way): boolean {
    return way === this.current && this.beside?.stage !== 'asked';
  }

  private provenAlive(): void {
    this.retry.unsubscribe();
    if (this.beside !== null) this.drop(this.beside);
    this.rhythm.begin();
    this.happened('proven');
    this.proven.next();
  }

  private refuse(way: Way, refusal: unknown): void {
    if (!isRefusal(refusal)) {
      this.dependencies.drops.count('malformed');
      return this.failed(way);
    }
    this.dependencies.log.warn('handshake refused', { code: refusal.code });
    if (judgeRefusal(refusal) === 'try-again') {
      this.rhythm.pause(refusal.retryAfterMs ?? 0);
      return this.failed(way);
    }
    this.close();
    this.refused.next(refusal);
  }

  /** A link has ended or led to nothing. One beside it goes on in its place; else the next comes as the policy and the server want it. */
  private failed(way: Way): void {
    const { stage, ageMs } = way;
    const wasCurrent = this.current === way;
    const carried = wasCurrent && this.isJoined;
    this.drop(way);
    if (wasCurrent) this.happened(stage === 'joined' ? 'broke' : 'attempt-failed');
    if (carried) this.cut.next();
    if (this.current !== null && this.current !== this.voice) return;
    if (this.beside !== null || !this.retry.closed) return;
    const wait = this.rhythm.failed(stage === 'joined' ? 0 : ageMs);
    if (wait === null) return this.close();
    if (wait === 0) return this.attempt();
    this.retry = this.scope.after(wait, () => this.attempt());
  }

  /** Ends a way; the one beside it, if there is one, is in its place then. */
  private drop(way: Way): void {
    way.end();
    if (way === this.beside) this.beside = null;
    if (way !== this.current) return;
    this.current = this.beside;
    this.beside = null;
    this.suspicion = null;
  }
}
