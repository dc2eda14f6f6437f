import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = join(__dirname, '../../../../tmp/api-under-test/main.js');

/** How a process ended, and everything that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server as a process of its own, as an operator starts it. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly written: Promise<readonly [string, string]>;
  private readonly exited: Promise<readonly [number | null, NodeJS.Signals | null]>;

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env['PATH'], ...env } });
    const { stdout, stderr } = this.child;
    if (!stdout || !stderr) throw new Error('a child with pipes has streams');
    this.written = Promise.all([text(stdout), text(stderr)]);
    this.exited = once(this.child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  }

  /** The links that it prints once it is ready; rejects where it ends before. */
  ready(): Promise<string[]> {
    return new Promise((resolve, reject) => {
      let seen = '';
      this.child.stdout?.on('data', (part: Buffer) => {
        seen += part;
        const links = /^Holdfast is ready: (.+)$/m.exec(seen)?.[1];
        if (links) resolve(links.split('  '));
      });
      void this.ended().then(({ stderr }) => reject(new Error(`ended before it was ready: ${stderr}`)));
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ended(): Promise<Ended> {
    const [[code, signal], [stdout, stderr]] = await Promise.all([this.exited, this.written]);
    return { code, signal, stdout, stderr };
  }
}
