import type { Namespace } from './namespace';
import type { Router } from './router';

/** A way from somebody's machine to the internet. */
export interface Uplink {
  /** The interface of the machine. */
  readonly device: 'eth0' | 'eth1';
  readonly address: string;
  /** The inner address of the router. */
  readonly gateway: string;
  readonly router: Router;
}

/** Where one person sits: a machine, and one or two ways from it to the internet. */
export class Side {
  private readonly up: Uplink[] = [];

  constructor(
    readonly machine: Namespace,
    readonly uplinks: readonly Uplink[],
  ) {}

  /** The way in use. */
  get uplink(): Uplink {
    return this.up[this.up.length - 1] ?? this.uplinks[0];
  }

  get router(): Router {
    return this.uplink.router;
  }

  /** An interface comes up and is the default way from now on. What has another's address goes on over that one. */
  async plugsIn(uplink: Uplink): Promise<void> {
    const { device, address, gateway } = uplink;
    const table = String(100 + this.uplinks.indexOf(uplink));
    await this.machine.ip('link', 'set', device, 'up');
    await this.machine.ip('address', 'replace', `${address}/24`, 'dev', device);
    await this.machine.ip('route', 'replace', 'default', 'via', gateway, 'dev', device, 'table', table);
    await this.machine.ip('rule', 'add', 'from', address, 'table', table);
    await this.machine.ip('route', 'replace', 'default', 'via', gateway, 'dev', device);
    this.up.push(uplink);
  }

  /** An interface is gone, and its address with it. */
  async unplugs(uplink: Uplink): Promise<void> {
    const { device, address } = uplink;
    await this.machine.ip('rule', 'del', 'from', address);
    await this.machine.ip('address', 'flush', 'dev', device);
    await this.machine.ip('link', 'set', device, 'down');
    this.up.splice(this.up.indexOf(uplink), 1);
  }

  /** The way that is not in use. */
  get otherUplink(): Uplink {
    const other = this.uplinks.find((uplink) => !this.up.includes(uplink));
    if (!other) throw new Error(`${this.machine.name} has one way only.`);
    return other;
  }
}
