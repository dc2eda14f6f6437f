import type { Handshake, Notice, RefusalBody, RequestName, Requests } from '@holdfast/protocol';
import { asyncScheduler, ReplaySubject, type Observable, type SchedulerLike } from 'rxjs';
import type { ConnectionChoice, Link, LinkEvent, Transport } from '../ports/transport';
import { RequestError } from '../request-error';

/** A request as it reached the other end. */
export interface FakeRequest {
  readonly event: RequestName;
  readonly payload: unknown;
  reply(reply: unknown): void;
  fail(error: RequestError): void;
}

/**
 * A transport without a network. By itself nothing happens: a spec plays the server with the verbs of its links, or `FakeServer`
 * listens on `onOpen`.
 */
export class FakeTransport implements Transport {
  /** Every link ever opened, the oldest first. */
  readonly links: FakeLink[] = [];
  warmth: 'cold' | 'warm' = 'cold';

  constructor(
    private readonly onOpen: (link: FakeLink) => void = () => undefined,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {}

  warm(): void {
    this.warmth = 'warm';
  }

  cool(): void {
    this.warmth = 'cold';
  }

  open(auth: () => Handshake, connection: ConnectionChoice = 'any'): FakeLink {
    const warmed = connection === 'any' && this.warmth === 'warm';
    if (warmed) this.warmth = 'cold';
    const link = new FakeLink(auth, this.scheduler, warmed);
    this.links.push(link);
    this.onOpen(link);
    return link;
  }

  /** The newest link; throws where none was opened. */
  get latest(): FakeLink {
    const latest = this.links.at(-1);
    if (latest === undefined) throw new Error('no link was opened');
    return latest;
  }

  /** Those that neither end has closed. */
  get openLinks(): readonly FakeLink[] {
    return this.links.filter((link) => link.state === 'open');
  }
}

/** One fake socket. */
export class FakeLink implements Link {
  readonly events$: Observable<LinkEvent>;
  state: 'open' | 'closed' = 'open';
  /** What the engine has sent, the oldest first. */
  readonly requests: FakeRequest[] = [];
  private readonly events = new ReplaySubject<LinkEvent>();
  private readonly unanswered = new Set<FakeRequest>();
  private onRequest: (request: FakeRequest) => void = () => undefined;
  private onClosed: () => void = () => undefined;

  constructor(
    /** Asks the engine for its handshake, as the moment of CONNECT does. */
    readonly auth: () => Handshake,
    private readonly scheduler: SchedulerLike,
    readonly warmed: boolean,
  ) {
    this.events$ = this.events;
  }

  /** Makes a server hear what happens here. */
  serve(onRequest: (request: FakeRequest) => void, onClosed: () => void): void {
    this.onRequest = onRequest;
    this.onClosed = onClosed;
  }

  request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    timeoutMs: number,
  ): Promise<Requests[E]['reply']> {
    if (this.state === 'closed') return Promise.reject(RequestError.closed(event));
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        timeout.unsubscribe();
        if (this.unanswered.delete(request)) done();
      };
      const request: FakeRequest = {
        event,
        payload,
        reply: (reply) => settle(() => resolve(reply as Requests[E]['reply'])),
        fail: (error) => settle(() => reject(error)),
      };
      const timeout = this.scheduler.schedule(() => request.fail(RequestError.timeout(event, timeoutMs)), timeoutMs);
      this.requests.push(request);
      this.unanswered.add(request);
      this.onRequest(request);
    });
  }

  close(): void {
    if (this.state === 'closed') return;
    this.over();
    this.onClosed();
  }

  /** The server sends a notice. */
  notify(notice: Notice): void {
    this.emit({ kind: 'notice', notice });
  }

  /** The server asks whether media still comes from a seat. */
  askStillThere(seat: string): Promise<boolean> {
    return new Promise((resolve) =>
      this.emit({
        kind: 'asked',
        event: 'still-there',
        payload: { seat },
        answer: ({ receiving }) => resolve(receiving),
      }),
    );
  }

  /** The server refuses the handshake. */
  refuse(refusal: RefusalBody): void {
    this.emit({ kind: 'refused', refusal });
    this.over();
  }

  /** No connection comes about. */
  fail(): void {
    this.emit({ kind: 'failed' });
    this.over();
  }

  /** The link breaks, and this end notices. */
  break(): void {
    this.emit({ kind: 'closed' });
    this.over();
  }

  /** What was sent under a name. */
  sent<E extends RequestName>(event: E): Requests[E]['payload'][] {
    return this.requests
      .filter((request) => request.event === event)
      .map((request) => request.payload as Requests[E]['payload']);
  }

  private emit(event: LinkEvent): void {
    if (this.state === 'open') this.events.next(event);
  }

  private over(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    for (const request of this.unanswered) request.fail(RequestError.closed(request.event));
    this.events.complete();
  }
}
