import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The built server, with the web bundle beside it. */
const main = process.env['E2E_SERVER'] ?? 'dist/apps/api/main.js';

/** How long the built server may take until it answers, in ms: its modules are read from a cold disk, on a busy machine. */
const startTimeout = 30_000;
const pollInterval = 100;

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The built product, API and web bundle in one process, as it is shipped. */
export class ApiProcess {
  readonly origin: string;
  private readonly stateFolder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
  private child: ChildProcess | null = null;

  /** @param settings of the server, as environment variables */
  constructor(
    private readonly port: number,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {
    this.origin = `http://127.0.0.1:${port}`;
  }

  /**
   * Starts the server and resolves when it answers. It ends with this process at the latest.
   * @throws Error where another one answers already, where it ended, or did not answer in time.
   */
  async start(): Promise<void> {
    if (await this.isHealthy()) throw new Error(`Another server answers at ${this.origin} already.`);
    const child = spawn(process.execPath, [main], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        // WebdriverIO puts tsx there; under tsx Nest's core is loaded twice and its injection breaks
        NODE_OPTIONS: '',
        HOLDFAST_ADDRESS: `127.0.0.1:${this.port}`,
        HOLDFAST_STATE_DIR: this.stateFolder,
        ...this.settings,
      },
    });
    this.child = child;
    const endWithThis = () => child.kill();
    process.once('exit', endWithThis);
    child.once('exit', () => process.off('exit', endWithThis));
    const deadline = Date.now() + startTimeout;
    while (!(await this.isHealthy())) {
      if (child.exitCode !== null)
        throw new Error(`The server ended with exit code ${child.exitCode} before it answered.`);
      if (Date.now() > deadline) throw new Error(`The server did not answer in ${startTimeout} ms.`);
      await new Promise((resolve) => setTimeout(resolve, pollInterval));
    }
  }

  /** Ends the server: with `SIGTERM` as one who runs it does, with `SIGKILL` as an accident does. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Removes what the server kept on disk. */
  discard(): void {
    rmSync(this.stateFolder, { recursive: true, force: true });
  }

  private async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/healthcheck`)).ok;
    } catch {
      return false; // nobody listens yet
    }
  }
}
