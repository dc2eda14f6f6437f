import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address behind which servers can take turns: a connection leads to the server of the moment, and ends with it. */
export class Doorway {
  private port = 0;
  private readonly open = new Set<Socket>();
  private readonly server = createServer((visitor) => {
    const inside = connect(this.port, '127.0.0.1');
    for (const [one, other] of [
      [visitor, inside],
      [inside, visitor],
    ]) {
      this.open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()); // nobody listens there, or the process is gone: as the visitor would see it
      one.on('close', () => {
        other.destroy();
        this.open.delete(one);
      });
    }
  });

  /** Opens it on a port of the loopback interface; its origin. */
  async opens(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** New connections lead there from now on. */
  leadsTo(origin: string): void {
    this.port = Number(new URL(origin).port);
  }

  /** Ends it, with every connection through it. */
  async closes(): Promise<void> {
    const closed = once(this.server.close(), 'close');
    for (const socket of this.open) socket.destroy();
    await closed;
  }
}
