import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import type { Namespace } from './namespace';

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * A port of a machine in the small internet, reached at the same port of this machine's loopback interface. The way goes through a Unix
 * socket, since those cross namespaces: another network interface would be one more path that ICE finds.
 */
export class Doorway {
  private constructor(
    private readonly server: Server,
    private readonly end: () => void,
  ) {}

  /**
   * @param socket where the Unix socket is to be
   * @param address the address inside; the port is the same on both sides, since drivers look at the `Host` header
   */
  static async open(namespace: Namespace, socket: string, port: number, address = '127.0.0.1'): Promise<Doorway> {
    rmSync(socket, { force: true });
    const inside = namespace.spawn('socat', [`UNIX-LISTEN:${socket},fork`, `TCP:${address}:${port}`]);
    while (!existsSync(socket)) {
      if (inside.exitCode !== null) throw new Error(`socat ended with code ${inside.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const server = createServer((outer) => {
      const inner = connect(socket);
      outer.pipe(inner).pipe(outer);
      for (const [one, other] of [
        [outer, inner],
        [inner, outer],
      ]) {
        one.on('error', () => other.destroy()); // whoever is killed takes the line with it
        one.on('close', () => other.destroy());
      }
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new Doorway(server, () => {
      inside.kill('SIGKILL');
      rmSync(socket, { force: true });
    });
  }

  close(): void {
    this.server.close();
    this.end();
  }
}
