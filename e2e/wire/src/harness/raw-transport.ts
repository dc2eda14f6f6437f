import { filter, firstValueFrom, map, merge, ReplaySubject } from 'rxjs';
import { within } from './until';

/** A WebSocket that speaks Engine.IO and Socket.IO frame by frame, well or badly. */
export class RawTransport {
  private readonly frames$ = new ReplaySubject<string>();
  private readonly closed$ = new ReplaySubject<void>(1);

  /** Those who wait for an ack, by its id. */
  private readonly waiting = new Map<string, (reply: unknown) => void>();
  private acks = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => this.take(String(data)));
    socket.addEventListener('close', () => {
      this.closed$.next();
      for (const answer of this.waiting.values()) answer('closed');
    });
  }

  /** Opens a transport and waits for its first frame. */
  static async open(origin: string): Promise<RawTransport> {
    const url = `${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const transport = new RawTransport(new WebSocket(url));
    await transport.frame('0{');
    return transport;
  }

  /** Sends a frame as it is. */
  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.socket.send(frame);
  }

  /** Sends CONNECT with a handshake. */
  connect(handshake: unknown): void {
    this.send(`40${JSON.stringify(handshake)}`);
  }

  /** Sends an event with anything behind it; what its ack carries, or `closed` where the transport does not survive it. */
  request(...message: readonly unknown[]): Promise<unknown> {
    const id = String(this.acks++);
    const answered = new Promise((answer) => this.waiting.set(id, answer));
    this.send(`42${id}${JSON.stringify(message)}`);
    return within(`the ack of ${JSON.stringify(message).slice(0, 200)} comes`, answered);
  }

  /** The rest of the n-th frame that begins so, from 0, now or once it comes. */
  frame(start: string, index = 0): Promise<string> {
    return within(
      `a frame ${start}… comes`,
      firstValueFrom(
        this.frames$.pipe(
          filter((frame) => frame.startsWith(start)),
          filter((_frame, i) => i === index),
          map((frame) => frame.slice(start.length)),
        ),
      ),
    );
  }

  /** A handshake that was sent does not lead to a seat: it is refused, or the transport is closed. */
  rejected(): Promise<unknown> {
    const refused$ = this.frames$.pipe(filter((frame) => frame.startsWith('44{')));
    return within('the handshake is rejected', firstValueFrom(merge(refused$, this.closed$)));
  }

  closed(): Promise<void> {
    return within('the transport is closed', firstValueFrom(this.closed$));
  }

  /** Closes the transport and waits until the server has done so as well. */
  close(): Promise<void> {
    this.socket.close();
    return this.closed();
  }

  private take(frame: string): void {
    if (frame === '2') return this.send('3'); // the heartbeat is kept whatever else is wrong
    const [, id, reply] = /^43(\d+)\[(.*)\]$/s.exec(frame) ?? [];
    const answer = id === undefined ? undefined : this.waiting.get(id);
    if (id === undefined || answer === undefined) return this.frames$.next(frame);
    this.waiting.delete(id);
    answer(JSON.parse(reply as string));
  }
}
