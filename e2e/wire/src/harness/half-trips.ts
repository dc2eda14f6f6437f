import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Counts how many times news had to cross the line before something could happen, without a clock: every chunk of bytes carries the
 * number of crossings before it, and whoever gets it knows at least that much from then on (Lamport's logical clocks). What happens
 * at an end after `k` half trips could not have happened after fewer in any network. Unrelated bytes can only make the count higher.
 */
export class HalfTrips {
  private server = 0;
  private readonly lines: CountedLine[] = [];

  /** A line to the server for one client. */
  async line(origin: string): Promise<CountedLine> {
    const line = await CountedLine.to(
      origin,
      (count) => (this.server = Math.max(this.server, count)),
      () => this.server,
    );
    this.lines.push(line);
    return line;
  }

  /** Counts from now. */
  reset(): void {
    this.server = 0;
    for (const line of this.lines) line.count = 0;
  }

  stop(): void {
    for (const line of this.lines) line.stop();
  }
}

/** What a client knew at one moment. */
export interface Moment {
  readonly count: number;
  readonly sent: number;
}

/** The line of one client. */
export class CountedLine {
  /** How many half trips are behind what this client knows now. */
  count = 0;
  /** How many chunks this client has sent. */
  private sent = 0;
  private readonly watched = new Map<string, (count: number) => void>();
  private readonly sockets = new Set<Socket>();
  private readonly listener: Server;
  private opened: () => void = () => undefined;

  private constructor(
    target: URL,
    private readonly serverLearns: (count: number) => void,
    private readonly serverKnows: () => number,
  ) {
    this.listener = createServer((near) => this.join(near, connect(Number(target.port), target.hostname)));
  }

  static async to(origin: string, learns: (count: number) => void, knows: () => number): Promise<CountedLine> {
    const line = new CountedLine(new URL(origin), learns, knows);
    line.listener.listen(0, '127.0.0.1');
    await once(line.listener, 'listening');
    return line;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  now(): Moment {
    return { count: this.count, sent: this.sent };
  }

  /**
   * How many half trips are behind something that follows from that moment. Where nothing was sent since, nothing was waited for from
   * the server: what has arrived meanwhile has no part in it.
   */
  countAfter({ count, sent }: Moment): number {
    return sent === this.sent ? count : this.count;
  }

  /** How many half trips are behind the first bytes from the server that have this text; `undefined` until they come. */
  arrivalOf(text: string): () => number | undefined {
    let count: number | undefined;
    this.watched.set(text, (at) => (count ??= at));
    return () => count;
  }

  /** The next time that the server says a transport is open. */
  transportOpens(): Promise<void> {
    return new Promise((opened) => (this.opened = opened));
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.listener.close();
  }

  private join(near: Socket, far: Socket): void {
    this.count += 2; // TCP's own handshake: there and back before the first byte
    near.on('data', (bytes) => {
      this.sent += 1;
      this.serverLearns(this.count + 1);
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      this.count = Math.max(this.count, this.serverKnows() + 1);
      near.write(bytes);
      if (bytes.includes('0{"sid"')) this.opened();
      for (const [text, came] of this.watched) if (bytes.includes(text)) came(this.count);
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(end);
      end.on('error', () => other.destroy()); // a reset is an end like any other
      end.on('close', () => {
        other.end();
        this.sockets.delete(end);
      });
    }
  }
}
