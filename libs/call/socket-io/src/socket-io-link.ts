import { RequestError, type Link, type LinkEvent } from '@holdfast/call-engine';
import {
  isErrorReply,
  SIGNALING_NAMESPACE,
  type ClientToServerEvents,
  type Handshake,
  type Notice,
  type RefusalBody,
  type Reply,
  type RequestName,
  type Requests,
  type ServerRequestName,
  type ServerRequests,
  type ServerToClientEvents,
} from '@holdfast/protocol';
import type { Manager, Socket } from 'socket.io-client';
import { EventQueue } from './event-queue';

type ServerRequest = ServerRequests[ServerRequestName];
type Answer = (reply: ServerRequest['reply']) => void;

/** One Socket.IO socket on a `Manager` of its own, from CONNECT to its end. Nothing of either is left when it has ended. */
export class SocketIoLink implements Link {
  private readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  private readonly queue = new EventQueue<LinkEvent>();
  /** Rejects the requests whose ack has not come. */
  private readonly pending = new Set<() => void>();
  private state: 'opening' | 'established' | 'ended' = 'opening';
  private readonly reaching = new AbortController();

  readonly events$ = this.queue.events$;

  /** @param reached resolves once the server is known to be there: nothing is opened before; absent: at once */
  constructor(
    private readonly manager: Manager,
    auth: () => Handshake,
    readonly warmed: boolean,
    reached?: (signal: AbortSignal) => Promise<void>,
  ) {
    this.socket = manager.socket(SIGNALING_NAMESPACE, { auth: (send) => send(auth()) });
    this.socket.on('connect', () => {
      this.state = 'established';
    });
    this.socket.on('connect_error', ({ data }: Error & { data?: unknown }) =>
      this.end(isRefusal(data) ? { kind: 'refused', refusal: data } : { kind: 'failed' }),
    );
    // also comes where the connection broke between CONNECT and its reply
    this.socket.on('disconnect', () => this.end({ kind: this.state === 'established' ? 'closed' : 'failed' }));
    this.socket.onAny((event: string, payload: unknown, answer?: Answer) =>
      this.queue.push(
        answer
          ? { kind: 'asked', event: event as ServerRequestName, payload: payload as ServerRequest['payload'], answer }
          : { kind: 'notice', notice: { event, payload } as Notice },
      ),
    );
    if (reached === undefined) this.socket.connect();
    else
      reached(this.reaching.signal).then(
        () => this.state === 'opening' && this.socket.connect(),
        () => this.state === 'opening' && this.end({ kind: 'failed' }),
      );
  }

  /** A request made before the handshake was answered goes out right behind it. */
  request<E extends RequestName>(
    event: E,
    payload: Requests[E]['payload'],
    timeoutMs: number,
  ): Promise<Requests[E]['reply']> {
    if (this.state === 'ended') return Promise.reject(RequestError.closed(event));
    return new Promise((resolve, reject) => {
      const forget = (): void => {
        clearTimeout(timer);
        this.pending.delete(rejectClosed);
      };
      const rejectClosed = (): void => {
        forget();
        reject(RequestError.closed(event));
      };
      // not Socket.IO's own time-out: that timer goes on after the socket is gone if the request was never sent
      const timer = setTimeout(() => {
        forget();
        reject(RequestError.timeout(event, timeoutMs));
      }, timeoutMs);
      this.pending.add(rejectClosed);
      // the typed `emit` can't be called with an event that is itself a type parameter
      (this.socket as Socket).emit(event, payload, (reply: Reply<Requests[E]['reply']>) => {
        forget();
        if (isErrorReply(reply)) reject(RequestError.answered(event, reply.error));
        else resolve(reply);
      });
    });
  }

  close(): void {
    if (this.state === 'ended') return;
    this.release();
    this.queue.discard();
  }

  private end(last: LinkEvent): void {
    this.release();
    this.queue.push(last);
    this.queue.end();
  }

  private release(): void {
    this.state = 'ended';
    this.socket.offAny();
    this.socket.off();
    // in place of DISCONNECT: Socket.IO's server drops what came right before one, such as a last `closing`
    this.manager.engine?.close();
    this.reaching.abort();
    // takes the socket off its Manager, which has nothing left to do then
    this.socket.disconnect();
    for (const rejectClosed of this.pending) rejectClosed();
  }
}

function isRefusal(data: unknown): data is RefusalBody {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string';
}
