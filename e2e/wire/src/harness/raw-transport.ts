import { filter, firstValueFrom, map, ReplaySubject } from 'rxjs';
import { within } from './until';

/** A WebSocket that speaks Engine.IO and Socket.IO frame by frame, well or badly. */
export class RawTransport {
  private readonly frames$ = new ReplaySubject<string>();
  private readonly closed$ = new ReplaySubject<void>(1);

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      if (data === '2')
        socket.send('3'); // the heartbeat is kept whatever else is wrong
      else this.frames$.next(String(data));
    });
    socket.addEventListener('close', () => this.closed$.next());
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

  closed(): Promise<void> {
    return within('the transport is closed', firstValueFrom(this.closed$));
  }

  close(): void {
    this.socket.close();
  }
}
