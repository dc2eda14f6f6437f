import type { Signal } from '@holdfast/protocol';
import { RequestError } from '../request-error';
import type { Scope } from '../scope';
import type { OfferAhead } from '../warm/offer-ahead';
import { piecesOf } from './signal-pieces';

/** When a signal that the server would not take so fast goes again, where it does not say, in ms. */
const RATE_LIMITED_MS = 1_000;

/** What a signal says, without where it goes. */
export type SignalBody = Pick<Signal, 'description' | 'candidates' | 'restart'>;

/** Sends one signal; settles with the server's ack. */
export type PostSignal = (n: number, body: SignalBody) => Promise<unknown>;

/** A description that was sent, by its place in the row. */
export interface SaidDescription {
  readonly n: number;
  readonly type: 'offer' | 'answer';
}

/** A signal with its place in the row. */
export interface NumberedSignal {
  readonly n: number;
  readonly body: SignalBody;
}

interface Sent extends NumberedSignal {
  body: SignalBody;
  /** Whether the server has handed it to a socket of the other side. */
  acked: boolean;
}

/**
 * Numbers the signals of one connection and keeps them until it is known that the other side has them: a link or a socket that breaks
 * in between loses nothing. Sent again they keep their `n`, so the other side applies each once.
 */
export class SignalOutbox {
  private kept: Sent[] = [];
  private last = 0;
  private lastDescription: SaidDescription | null = null;

  /** @param ahead takes what is said before there is anybody to say it to; see `handedOver` */
  constructor(
    private readonly scope: Scope,
    private readonly postSignal: PostSignal,
    private readonly messageBytes: () => number,
    private ahead: OfferAhead | null = null,
  ) {}

  /** The offer has reached the other side with the handshake, as `n` 0. What the handshake did not tell goes now. */
  handedOver(): void {
    const rest = this.ahead?.rest() ?? [];
    this.ahead = null;
    for (const body of rest) this.send(body);
  }

  send(body: SignalBody): void {
    if (this.ahead !== null) return this.ahead.add(body);
    for (const piece of piecesOf(body, this.messageBytes())) {
      const sent = { n: ++this.last, body: piece, acked: false };
      this.kept.push(sent);
      if (piece.description !== undefined) this.lastDescription = { n: sent.n, type: piece.description.type };
      this.post(sent);
    }
  }

  /** No other generation is wanted any more: what asked for one goes again, if it has to, only to keep its place in the row. */
  withdrawAsking(): void {
    for (const sent of this.kept) if (sent.body.restart === true) sent.body = { candidates: [] };
  }

  /** Sends again what the other side has not got, by the last `n` it says it has. */
  resendAfter(n: number): void {
    this.kept = this.kept.filter((sent) => sent.n > n);
    for (const sent of this.kept) this.post(sent);
  }

  /** What the other side lacks to go on: it has applied everything up to `lastApplied`, and holds `n`. */
  between(lastApplied: number, n: number): readonly NumberedSignal[] {
    return this.kept.filter((sent) => sent.n > lastApplied && sent.n < n);
  }

  /** Sends again what the server has never acked: the link broke in between. */
  resendUnacked(): void {
    for (const sent of this.kept) if (!sent.acked) this.post(sent);
  }

  /** The last description that was sent; `null` before one. */
  get said(): SaidDescription | null {
    return this.lastDescription;
  }

  /**
   * The other side's description was taken. An answer proves that it has our offer, an offer that it has our answer before it: what was
   * sent up to there is never asked for again. An offer that meets our own proves nothing.
   * @param said the last description that was sent when it came: the answer to it is not proven by it
   */
  descriptionTaken(type: 'offer' | 'answer', said: SaidDescription | null): void {
    if (said === null || said.type === type) return;
    this.kept = this.kept.filter(({ n }) => n > said.n);
  }

  private post(sent: Sent): void {
    this.postSignal(sent.n, sent.body).then(
      () => (sent.acked = true),
      (error: unknown) => {
        // else not delivered: it is kept, and goes again with the next handshake of either side
        if (error instanceof RequestError && error.code === 'rate-limited') {
          this.scope.after(error.retryAfterMs ?? RATE_LIMITED_MS, () => this.post(sent));
        }
      },
    );
  }
}
