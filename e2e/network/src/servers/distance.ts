import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Namespace } from '../internet/namespace';

/** A TCP port of the servers' machine. */
export interface ServerPort {
  readonly address: string;
  readonly port: number;
}

const forwarder = fileURLToPath(new URL('../../distance/forwarder.mjs', import.meta.url));
/** Where the first of the forwarder's own ports is: one that no kernel gives away by itself. */
const firstPort = 25_000;
const startTimeout = 10_000;

/**
 * How far the servers are from everybody. The kernels that laboratories stand on have no `netem`, so what comes to the servers' TCP ports is led
 * through a program that keeps it for a while. Nothing else takes longer: neither UDP, so neither media nor STUN and TURN, nor what the
 * laboratory itself asks the servers.
 */
export class Distance {
  private child: ChildProcess | null = null;
  private delay = 0;

  constructor(
    private readonly machine: Namespace,
    private readonly ports: readonly ServerPort[],
  ) {}

  /** @param delay how long a byte takes from now on, each way, in ms; a connection that is there already stays as it was */
  async becomes(delay: number): Promise<void> {
    if (delay === this.delay) return;
    await this.isNone();
    if (delay === 0) return;
    const ways = this.ports.map(({ address, port }, index) => ({ port, own: firstPort + index, address }));
    const args = ways.map(({ own, address, port }) => `${own}=${address}:${port}`);
    const child = this.machine.spawn(process.execPath, [forwarder, String(delay), ...args]);
    this.child = child;
    const deadline = Date.now() + startTimeout;
    for (const { own } of ways) {
      while ((await this.machine.run('ss', ['-Hltn', 'sport', '=', `:${own}`])) === '') {
        if (child.exitCode !== null) throw new Error(`The forwarder ended with code ${child.exitCode}.`);
        if (Date.now() > deadline) throw new Error(`The forwarder did not listen within ${startTimeout} ms.`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    const rules = ways.map(
      ({ own, address, port }) => `iifname "pub" ip daddr ${address} tcp dport ${port} redirect to :${own};`,
    );
    await this.leads(rules.join('\n'));
    this.delay = delay;
  }

  /** The servers are next door. */
  async isNone(): Promise<void> {
    const { child } = this;
    this.child = null;
    this.delay = 0;
    if (child === null) return;
    await this.leads('');
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async leads(rules: string): Promise<void> {
    await this.machine.setsTable('distance', `chain in { type nat hook prerouting priority -100;\n${rules}\n}`);
  }
}
