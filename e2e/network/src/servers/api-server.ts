import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Doorway, freePort } from '../internet/doorway';
import { SERVER_ADDRESS } from '../internet/internet';
import type { Namespace } from '../internet/namespace';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const main = process.env['E2E_SERVER'] ?? 'dist/apps/api/main.js';
const startTimeout = 30_000;
const pollInterval = 20;

/** The settings of the server that a row cares about, by the names that operators use. */
export type ApiSettings = Readonly<Partial<Record<`HOLDFAST_${string}`, string>>>;

/** The built product on the servers' machine: API and web bundle in one process, with its rooms in memory. */
export class ApiServer {
  readonly origin: string;
  private readonly stateFolder: string;
  private child: ChildProcess | null = null;
  private settings: ApiSettings = {};

  private constructor(
    private readonly machine: Namespace,
    readonly port: number,
    folder: string,
    private readonly doorway: Doorway,
  ) {
    this.origin = `http://${SERVER_ADDRESS}:${port}`;
    this.stateFolder = mkdtempSync(join(folder, 'state-'));
  }

  static async on(machine: Namespace, folder: string): Promise<ApiServer> {
    const port = await freePort();
    return new ApiServer(
      machine,
      port,
      folder,
      await Doorway.open(machine, join(folder, 'api.sock'), port, SERVER_ADDRESS),
    );
  }

  /** Whether it runs with these settings. */
  runsWith(settings: ApiSettings): boolean {
    return this.child !== null && JSON.stringify(settings) === JSON.stringify(this.settings);
  }

  get runs(): boolean {
    return this.child !== null;
  }

  /** Starts it, with the settings of the last time or others, and resolves when it answers. */
  async start(settings: ApiSettings = this.settings): Promise<void> {
    this.settings = settings;
    const complaints: string[] = [];
    const child = this.machine.spawn(process.execPath, [main], {
      cwd: root,
      env: {
        ...process.env,
        // tsx puts itself there; under tsx Nest's core is loaded twice and its injection breaks
        NODE_OPTIONS: '',
        HOLDFAST_ADDRESS: `${SERVER_ADDRESS}:${this.port}`,
        HOLDFAST_STATE_DIR: this.stateFolder,
        HOLDFAST_LOG_LEVEL: 'warn',
        ...settings,
      },
      onLine: (line) => complaints.push(line),
    });
    this.child = child;
    const deadline = Date.now() + startTimeout;
    while (!(await this.isHealthy())) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${complaints.join('\n')}`);
      if (Date.now() > deadline) throw new Error(`The server did not answer in ${startTimeout} ms.`);
      await new Promise((resolve) => setTimeout(resolve, pollInterval));
    }
  }

  /** As an accident ends it. */
  async isKilled(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** What the server tells anybody about a room. */
  async room(id: string): Promise<{ exists: boolean; taken: number }> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/rooms/${id}`);
    return (await response.json()) as { exists: boolean; taken: number };
  }

  /** Its process; `undefined` while it does not run. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  async discard(): Promise<void> {
    await this.isKilled();
    this.doorway.close();
    rmSync(this.stateFolder, { recursive: true, force: true });
  }

  private async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/healthcheck`)).ok;
    } catch {
      return false; // nobody listens yet
    }
  }
}
