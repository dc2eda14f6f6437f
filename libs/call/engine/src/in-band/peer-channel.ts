import { LIMITS, TIMES, type InBand, type InBandMessage } from '@holdfast/protocol';
import { inBandSchema } from '@holdfast/protocol/schemas';
import { Subject, fromEvent, type Observable } from 'rxjs';
import { relaysOnly } from '../connection/relays-only';
import type { Drops } from '../drops';
import type { DataChannelPort } from '../ports/peer-connection';
import { PULSE_MS, type Pulse } from '../ports/pulse';
import type { Scope } from '../scope';
import { Beats } from './beats';
import { RoundTrip } from './round-trip';

/** What is sent and taken in-band: everything but beats and acks, which the channel sees to itself. */
export type InBandRequest = InBand['signal'] | InBand['update'] | InBand['leave'];
/** The same before it has its `id`. */
export type InBandBody = {
  [E in InBandRequest['event']]: Omit<Extract<InBandRequest, { event: E }>, 'id'>;
}[InBandRequest['event']];

export interface PeerChannelOptions {
  readonly channel: DataChannelPort;
  readonly pulse$: Pulse;
  /** Takes what has come, perhaps a second time. For a signal it tells the last `n` applied. */
  readonly take: (message: InBandRequest) => number | null;
  /** Whether, at this moment, the other side may be told of relays alone: this holds too for what was sent before and goes again. */
  readonly isRelayOnly: () => boolean;
  readonly drops: Drops;
}

interface Unacked {
  readonly message: InBandRequest;
  sentAt: number;
  /** @param n what the other side said it has applied, for a signal */
  readonly acked: (n: number | null) => void;
}

/** Timers are a little early or late: what is due at the next tick but a hair is due now. */
const EARLY_MS = PULSE_MS / 2;

/**
 * The data channel of one connection: sends a beat where nothing else was sent, and what must arrive again and again until it is acked.
 * It is as little trusted as the server: what comes is checked here by size and schema.
 */
export class PeerChannel {
  /** Something fits and has come from the other side: it is there. */
  readonly heard$: Observable<void>;
  /** The other side has told that it heard a beat of this one. */
  readonly answered$: Observable<void>;
  /** The round trip to the other side, as the beats measure it. */
  readonly roundTrip = new RoundTrip();
  private readonly heard = new Subject<void>();
  private readonly answered = new Subject<void>();
  private readonly beats: Beats;
  private readonly unacked = new Map<number, Unacked>();
  private lastId = 0;
  private lastSentAt = -Infinity;

  constructor(
    private readonly scope: Scope,
    private readonly options: PeerChannelOptions,
  ) {
    this.heard$ = this.heard;
    this.answered$ = this.answered;
    this.beats = new Beats(() => this.now(), this.roundTrip);
    const { channel, pulse$ } = options;
    scope.listen(fromEvent<MessageEvent>(channel as unknown as EventTarget, 'message'), ({ data }) =>
      this.receive(data),
    );
    scope.listen(pulse$, () => this.tick());
    scope.atEnd(() => {
      this.unacked.clear();
      this.heard.complete();
      this.answered.complete();
    });
  }

  /** Whether the other side sends beats: without any its silence means nothing. */
  get isBeating(): boolean {
    return this.beats.areExpected;
  }

  /**
   * Sends until it is acked or the connection is closed; resolves with the ack and what it says of the last `n` applied. Of several
   * updates only the newest goes again, and a signal that is given a second time takes its own place: what was replaced never resolves.
   */
  send(body: InBandBody): Promise<number | null> {
    return new Promise((resolve) => {
      for (const [id, { message }] of this.unacked) if (replaces(body, message)) this.unacked.delete(id);
      const message: InBandRequest = { ...body, id: ++this.lastId };
      const unacked: Unacked = { message, sentAt: -Infinity, acked: resolve };
      this.unacked.set(message.id, unacked);
      this.post(unacked);
    });
  }

  private now(): number {
    return this.scope.scheduler.now();
  }

  private tick(): void {
    const now = this.now();
    for (const unacked of this.unacked.values()) {
      if (now - unacked.sentAt >= TIMES.inBandResend - EARLY_MS) this.post(unacked);
    }
    if (now - this.lastSentAt >= TIMES.beat - EARLY_MS) this.put(() => this.beats.next());
  }

  private post(unacked: Unacked): void {
    this.put(
      () => this.tellable(unacked.message),
      () => (unacked.sentAt = this.now()),
    );
  }

  private tellable(message: InBandRequest): InBandRequest {
    if (message.event !== 'signal' || !this.options.isRelayOnly()) return message;
    return { ...message, payload: relaysOnly(message.payload) };
  }

  /** What waits in the browser already would only grow: a path that carries nothing is not filled with what comes too late. */
  private put(message: () => InBandMessage, sent: () => void = () => undefined): void {
    const { channel } = this.options;
    if (channel.readyState !== 'open' || channel.bufferedAmount > 0) return;
    try {
      channel.send(JSON.stringify(message()));
    } catch {
      return; // closed in this moment, or full
    }
    this.lastSentAt = this.now();
    sent();
  }

  private receive(data: unknown): void {
    const message = read(data);
    if (message === null) return this.options.drops.count('malformed');
    switch (message.event) {
      case 'beat':
        if (this.beats.take(message)) this.answered.next();
        break;
      case 'ack': {
        const unacked = this.unacked.get(message.id);
        this.unacked.delete(message.id);
        unacked?.acked(message.n ?? null);
        break;
      }
      default: {
        const { id } = message;
        // a `leave` that is taken ends the connection
        if (message.event !== 'signal') this.put(() => ({ event: 'ack', id }));
        const n = this.options.take(message);
        if (n !== null) this.put(() => ({ event: 'ack', id, n }));
      }
    }
    this.heard.next();
    // messages come in time also where the page is hidden and its ticks are late: whoever hears, is heard
    this.tick();
  }
}

/** Whether what is sent now says all that one before it said. */
function replaces(body: InBandBody, before: InBandRequest): boolean {
  if (body.event === 'signal') return before.event === 'signal' && before.payload.n === body.payload.n;
  return body.event === before.event;
}

/** The message that a text is; `null` where it is none. */
function read(data: unknown): InBandMessage | null {
  if (typeof data !== 'string' || data.length > LIMITS.messageBytes) return null;
  try {
    const message = inBandSchema.safeParse(JSON.parse(data));
    return message.success ? message.data : null;
  } catch {
    return null; // no JSON
  }
}
