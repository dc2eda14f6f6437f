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
import type { BackOffPolicy } from '../policies/back-off';
import { smoothed, type EchoTimeOutPolicy, type RoundTrip } from '../policies/echo-time-out';
import type { Log } from '../ports/log';
import type { Link, LinkEvent, Transport } from '../ports/transport';
import { RequestError } from '../request-error';
import type { Scope } from '../scope';
import { checkedNotice } from './checked-notice';
import { isRefusal, judgeRefusal } from './refusal';
import { nextSignalingState, type SignalingEvent } from './signaling-state';

export interface SignalingDependencies {
  readonly transport: Transport;
  /** The handshake as it is at the moment it is sent. */
  readonly handshake: () => Handshake;
  /** Whether media or beats arrive from that seat now. */
  readonly isReceiving: (seat: string) => boolean;
  readonly pageId: string;
  readonly backOff: BackOffPolicy;
  readonly echoTimeOut: EchoTimeOutPolicy;
  readonly jitter: Jitter;
  readonly drops: Drops;
  readonly log: Log;
}

/**
 * The way to the server: one link at a time, with the same seat for ever until told otherwise. What comes in is checked here and
 * nowhere else; what goes out fails with a typed error where there is no link.
 */
export class SignalingClient {
  /** How the link stands. */
  readonly state$: Behavior<SignalingState>;
  /** Every notice that fits its schema, in order. */
  readonly notices$: Observable<Notice>;
  /** The server said no, and trying again is for a person to decide. The client is closed by then. */
  readonly refused$: Observable<RefusalBody>;

  /** An `echo` was answered: the way to the server works. */
  readonly proven$: Observable<void>;

  private readonly state = new MutableBehavior<SignalingState>('closed');
  private readonly notices = new Subject<Notice>();
  private readonly refused = new Subject<RefusalBody>();
  private readonly proven = new Subject<void>();
  /** The link of the attempt under way, or of the seat's voice. */
  private link: Link | null = null;
  /** The link that has joined; `null` while there is none. */
  private voice: Link | null = null;
  /** Everything of the link or of the wait for the next one; a new one begins when the old one ends. */
  private attempt: Scope;
  /** Until when `joined` or a refusal must have come. */
  private deadline = Subscription.EMPTY;
  private retry = Subscription.EMPTY;
  /** The joined link that an `echo` is asked on. */
  private asked: Link | null = null;
  private roundTrip: RoundTrip = { smoothedMs: null };
  private failures = 0;
  private failingSince = 0;
  /** The server asked not to come back before (scheduler time). */
  private notBefore = 0;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: SignalingDependencies,
  ) {
    this.state$ = this.state;
    this.notices$ = this.notices;
    this.refused$ = this.refused;
    this.proven$ = this.proven;
    this.attempt = scope.child();
    scope.atEnd(() => {
      this.close();
      for (const stream of [this.state, this.notices, this.refused, this.proven]) stream.complete();
    });
  }

  /** Whether there is a joined link: whether a request has a way. */
  get isJoined(): boolean {
    return this.voice !== null;
  }

  /** Takes the seat's voice and keeps taking it back until `close`. */
  open(): void {
    if (this.state.value !== 'closed') return;
    this.failures = 0;
    this.notBefore = 0;
    this.happened('wanted');
    this.connect();
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
          filter(() => this.isJoined),
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
    this.dropLink();
    this.happened('given-up');
  }

  /** There is a network again, or another one: what waits for its next try tries now, and a try on the old network begins anew. */
  networkChanged(): void {
    const isTrying = this.state.value !== 'closed' && this.voice === null;
    if (isTrying && this.now() >= this.notBefore) this.connect();
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
      () => (this.roundTrip = smoothed(this.roundTrip, this.now() - askedAt)),
      () => undefined,
    );
    return reply;
  }

  /** Something speaks against the link: an `echo` that is answered in time proves it, else the link is given up for a new one. */
  suspect(): void {
    const { voice } = this;
    if (voice === null || this.asked === voice) return;
    this.asked = voice;
    const settle = (then: () => void) => {
      if (this.asked !== voice) return;
      this.asked = null;
      if (this.voice === voice) then();
    };
    this.request('echo', {}, this.dependencies.echoTimeOut.timeOut(this.roundTrip)).then(
      () => settle(() => this.proven.next()),
      () => settle(() => this.failed()),
    );
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

  private dropLink(): void {
    this.attempt.end();
    this.retry.unsubscribe();
    this.link?.close();
    this.link = null;
    this.voice = null;
  }

  private connect(): void {
    this.dropLink();
    const attempt = (this.attempt = this.scope.child());
    this.expectJoined(attempt);
    this.link = this.dependencies.transport.open(() => {
      this.expectJoined(attempt);
      return this.dependencies.handshake();
    });
    attempt.listen(this.link.events$, (event) => this.receive(event));
  }

  /** Gives the server its time, again from the moment that CONNECT is sent. */
  private expectJoined(attempt: Scope): void {
    this.deadline.unsubscribe();
    this.deadline = attempt.after(TIMES.joinTimeout, () => this.failed());
  }

  private receive(event: LinkEvent): void {
    switch (event.kind) {
      case 'notice':
        return this.notice(event.notice);
      case 'asked': {
        const payload = serverRequestSchemas[event.event]?.payload.safeParse(event.payload);
        if (!payload?.success) return this.dependencies.drops.count('malformed');
        return event.answer({ receiving: this.dependencies.isReceiving(payload.data.seat) });
      }
      case 'refused':
        return this.refuse(event.refusal);
      case 'failed':
      case 'closed':
        return this.failed();
    }
  }

  private notice(raw: Notice): void {
    const notice = checkedNotice(raw);
    if (notice === null) return this.dependencies.drops.count('malformed');
    if (notice.event === 'joined') {
      this.failures = 0;
      this.notBefore = 0;
      this.deadline.unsubscribe();
      this.voice = this.link;
      // whoever hears of the state asks who is there: the roster comes first
      this.notices.next(notice);
      return this.happened('joined');
    }
    if (notice.event === 'server-closing') {
      this.notBefore = this.now() + notice.payload.retryAfterMs;
      this.happened('closing-announced');
    }
    // an own older attempt that arrived late has taken this link's place: the seat is still ours
    if (notice.event === 'seat-taken' && notice.payload.by === this.dependencies.pageId) return this.failed();
    this.notices.next(notice);
  }

  private refuse(refusal: unknown): void {
    if (!isRefusal(refusal)) {
      this.dependencies.drops.count('malformed');
      return this.failed();
    }
    this.dependencies.log.warn('handshake refused', { code: refusal.code });
    if (judgeRefusal(refusal) === 'try-again') {
      this.notBefore = this.now() + (refusal.retryAfterMs ?? 0);
      return this.failed();
    }
    this.close();
    this.refused.next(refusal);
  }

  /** The link or the attempt led to nothing: the next one comes as the policy and the server want it. */
  private failed(): void {
    const wasJoined = this.voice !== null;
    this.dropLink();
    this.happened(wasJoined ? 'broke' : 'attempt-failed');
    if (this.failures === 0) this.failingSince = this.now();
    this.failures += 1;
    const delay = this.dependencies.backOff.delay({
      failures: this.failures,
      sinceMs: this.now() - this.failingSince,
      jitter: this.dependencies.jitter(),
    });
    if (delay === null) return this.close();
    this.retry = this.scope.after(Math.max(delay, this.notBefore - this.now()), () => this.connect());
  }
}
