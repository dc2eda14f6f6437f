import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Namespace } from '../internet/namespace';

/** What the API and the TURN servers share, for this laboratory alone. */
export const TURN_SECRET = 'the-secret-of-the-laboratory';
export const TURN_PORT = 3478;

const configuration = fileURLToPath(new URL('../../../../deploy/coturn/turnserver.conf', import.meta.url));
const startTimeout = 10_000;
const pollInterval = 20;

/** coturn on the servers' machine, as Holdfast configures it; it answers STUN as well. */
export class TurnServer {
  private child: ChildProcess | null = null;

  constructor(
    private readonly machine: Namespace,
    readonly address: string,
  ) {}

  get runs(): boolean {
    return this.child !== null;
  }

  /** Starts it and resolves when it listens. */
  async start(): Promise<void> {
    if (this.child) return;
    const child = this.machine.spawn(
      'turnserver',
      [
        ['-c', configuration, '--listening-ip', this.address, '--relay-ip', this.address, '-p', String(TURN_PORT)],
        ['--realm', 'holdfast', '--static-auth-secret', TURN_SECRET, '--no-tls', '--no-dtls', '--pidfile', ''],
      ].flat(),
    );
    this.child = child;
    const deadline = Date.now() + startTimeout;
    while (!(await this.listens())) {
      if (child.exitCode !== null) throw new Error(`turnserver ended with code ${child.exitCode}.`);
      if (Date.now() > deadline) throw new Error(`turnserver did not listen within ${startTimeout} ms.`);
      await new Promise((resolve) => setTimeout(resolve, pollInterval));
    }
  }

  async isKilled(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Asked of the kernel: what coturn prints into a pipe arrives late. */
  private async listens(): Promise<boolean> {
    const sockets = await this.machine.run('ss', ['-Hlun', 'src', `${this.address}:${TURN_PORT}`]);
    return sockets !== '';
  }
}
