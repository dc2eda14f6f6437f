/** A bare Engine.IO transport: it sends frames that no client library would send. Needs the WebSocket of the runtime. */
export class RawTransport {
  readonly frames: string[] = [];
  closed = false;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => this.note(() => this.frames.push(String(data)));
    socket.onclose = () => this.note(() => (this.closed = true));
  }

  /** Opens a transport and waits for its first frame, or for its end where the server refuses it. */
  static async open(url: string): Promise<RawTransport> {
    const transport = new RawTransport(
      new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`),
    );
    await transport.until(() => transport.closed || transport.frames.length > 0);
    return transport;
  }

  /** Sends a CONNECT. */
  connect(auth: object): void {
    this.send(`40${JSON.stringify(auth)}`);
  }

  send(frame: string): void {
    this.socket.send(frame);
  }

  /** The frames that begin like this, without that beginning, as JSON. */
  all(prefix: string): unknown[] {
    return this.frames
      .filter((frame) => frame.startsWith(prefix))
      .map((frame) => JSON.parse(frame.slice(prefix.length)));
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  close(): void {
    this.socket.close();
  }

  private note(what: () => void): void {
    what();
    const waiting = [...this.waiting];
    this.waiting.clear();
    waiting.forEach((resume) => resume());
  }
}
