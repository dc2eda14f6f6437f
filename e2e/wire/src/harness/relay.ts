import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** A line to the server that a spec can break. Passes bytes on and understands none of them. */
export class Relay {
  private readonly pairs = new Set<Pair>();
  private readonly listener: Server;
  private state: 'up' | 'down' = 'up';
  private breakBefore: { readonly text: string; done: () => void } | null = null;

  private constructor(private readonly target: string) {
    this.listener = createServer((near) => this.join(near));
  }

  static async to(origin: string): Promise<Relay> {
    const relay = new Relay(origin);
    relay.listener.listen(0, '127.0.0.1');
    await once(relay.listener, 'listening');
    return relay;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Breaks every line that is open now; new ones work. */
  cut(): void {
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** Breaks every line and lets none through until it comes up again. */
  goDown(): void {
    this.state = 'down';
    this.cut();
  }

  comeUp(): void {
    this.state = 'up';
  }

  /** Nothing gets through any more on the lines that are open now, and neither end is told. New ones work. */
  hold(): void {
    for (const { near, far } of this.pairs) {
      near.pause();
      far.pause();
    }
  }

  /** What was held gets through late. */
  release(): void {
    for (const { near, far } of this.pairs) {
      near.resume();
      far.resume();
    }
  }

  /** Breaks the line in place of the delivery of the next bytes from the server that have this text; resolves when it was done. */
  cutBefore(text: string): Promise<void> {
    return new Promise((done) => (this.breakBefore = { text, done }));
  }

  /** No new line comes about any more; those that are open stay. */
  close(): void {
    this.listener.close();
  }

  stop(): void {
    this.cut();
    this.listener.close();
  }

  private join(near: Socket): void {
    if (this.state === 'down') {
      near.destroy();
      return;
    }
    const { hostname, port } = new URL(this.target);
    const far = connect(Number(port), hostname);
    const pair: Pair = { near, far };
    this.pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => this.deliver(pair, bytes));
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => other.destroy()); // a reset is an end like any other
      end.on('close', () => {
        other.end();
        this.pairs.delete(pair);
      });
    }
  }

  private deliver({ near, far }: Pair, bytes: Buffer): void {
    const { breakBefore } = this;
    if (!breakBefore || !bytes.includes(breakBefore.text)) {
      near.write(bytes);
      return;
    }
    this.breakBefore = null;
    near.destroy();
    far.destroy();
    far.once('close', breakBefore.done);
  }
}
