import type { PeerChannel } from '../in-band/peer-channel';
import { RequestError } from '../request-error';
import { relaysOnly } from './relays-only';
import type { NumberedSignal, PostSignal, SignalBody } from './signal-outbox';

/** Which way a signal goes, or came. */
export type Way = 'server' | 'in-band';

/** The way over the server. */
export interface ServerWay {
  readonly post: PostSignal;
  /** Whether a signal would reach the other side this way now. */
  readonly canSignal: () => boolean;
}

export interface CourierOptions {
  /** The connection that the signals are about. */
  readonly connectionId: string;
  readonly server: ServerWay;
  /** The data channel, while what is sent there arrives. */
  readonly channel: () => PeerChannel | null;
  /** What was sent between the last signal that the other side has applied and a later one that it holds. */
  readonly between: (lastApplied: number, n: number) => readonly NumberedSignal[];
  /** Whether, at this moment, the other side may be told of relays alone. */
  readonly isRelayOnly: () => boolean;
}

/**
 * Chooses the way of each signal of one connection: over the server, and over the connection itself while the server can't be reached, or has
 * not taken it. An answer goes the way its offer came. All that is said passes here, also what is sent again: so it is here that nothing
 * is told which may not be told any more. What the data channel repeats by itself it looks at again.
 */
export class Courier {
  /** Which way the last offer of the other side came. */
  offerCame: Way = 'server';

  private connectionId: string;
  private server: ServerWay;

  constructor(private readonly options: CourierOptions) {
    this.connectionId = options.connectionId;
    this.server = options.server;
  }

  /** A connection that was made ahead has got its other side. */
  handedOver(connectionId: string, server: ServerWay): void {
    this.connectionId = connectionId;
    this.server = server;
  }

  readonly post: PostSignal = (n, body) => {
    const { post, canSignal } = this.server;
    const isAnswer = body.description?.type === 'answer';
    const wantsServer = isAnswer ? this.offerCame === 'server' : canSignal();
    const inBand = wantsServer ? null : this.inBand(n, body);
    return inBand ?? post(n, this.tellable(body)).catch((error: unknown) => this.notTaken(n, body, error));
  };

  private inBand(n: number, body: SignalBody): Promise<unknown> | null {
    const { connectionId } = this;
    const { channel, between } = this.options;
    const open = channel();
    if (open === null) return null;
    const payload = { connectionId, n, ...this.tellable(body) };
    return open.send({ event: 'signal', payload }).then((applied) => {
      if (applied === null) return;
      // it got lost over the server, or is late: it goes here, and always only what is older, so that this has an end
      for (const lost of between(applied, n)) void this.inBand(lost.n, lost.body);
    });
  }

  private tellable(body: SignalBody): SignalBody {
    return this.options.isRelayOnly() ? relaysOnly(body) : body;
  }

  /** The server can't be reached, or the other side is away there. */
  private notTaken(n: number, body: SignalBody, error: unknown): Promise<unknown> {
    const isLost = error instanceof RequestError && ['closed', 'timeout', 'peer-away'].includes(error.code);
    return (isLost ? this.inBand(n, body) : null) ?? Promise.reject(error);
  }
}
