import { Namespace } from './namespace';

/** How a router translates addresses. */
export type Nat =
  /** Keeps the source port, whoever is written to: holes can be punched, a call is direct. */
  | 'cone'
  /** Another port for each destination: only a relay works. */
  | 'symmetric';

const translation: Readonly<Record<Nat, string>> = {
  cone: 'masquerade',
  symmetric: 'masquerade random,fully-random',
};

/** The router of one side: a NAT that lets in only what answers what went out. */
export class Router {
  private nat: Nat = 'cone';
  private address = 0;

  constructor(
    readonly namespace: Namespace,
    /** Its addresses on the internet; it uses one at a time. */
    private readonly addresses: readonly string[],
  ) {}

  /** To be called when its interfaces, `lan` and `pub`, are there. */
  async begins(): Promise<void> {
    await this.namespace.sets({ 'net.ipv4.ip_forward': 1 });
    await this.namespace.ip('route', 'replace', 'default', 'dev', 'pub');
    await this.translates('cone');
    await this.heals();
  }

  async translates(nat: Nat): Promise<void> {
    this.nat = nat;
    await this.setsRules();
    await this.forgets();
  }

  /** Has another public address from now on and has lost what it knew: what a provider does at night. */
  async rebinds(): Promise<void> {
    this.address = (this.address + 1) % this.addresses.length;
    await this.setsRules();
    await this.forgets();
  }

  /** Loses what it knows about the flows through it. */
  async forgets(): Promise<void> {
    await this.namespace.run('conntrack', ['-F']);
  }

  /** Nothing gets through, either way, until it heals. */
  async cuts(): Promise<void> {
    await this.setsFault('drop');
  }

  /** Loses this part of all packets, each way. */
  async loses(part: number): Promise<void> {
    await this.setsFault(`numgen random mod 1000 < ${Math.round(part * 1000)} drop`);
  }

  /** Lets through nothing but TCP, as the firewalls of some offices do, until it heals. */
  async blocksAllButTcp(): Promise<void> {
    await this.setsFault('meta l4proto != tcp drop');
  }

  /** Breaks each TCP connection over which anything is sent, either way, as a router that has restarted does. */
  async breaksConnections(): Promise<void> {
    await this.setsFault('meta l4proto tcp reject with tcp reset');
  }

  /** Limits what goes out. */
  async limits(kbit: number): Promise<void> {
    const bucket = ['tbf', 'rate', `${kbit}kbit`, 'burst', '4kb', 'latency', '300ms'];
    await this.namespace.run('tc', ['qdisc', 'replace', 'dev', 'pub', 'root', ...bucket]);
  }

  async widens(): Promise<void> {
    await this.namespace.run('tc', ['qdisc', 'replace', 'dev', 'pub', 'root', 'pfifo_fast']);
  }

  /** The end of `cuts`, `loses`, `blocksAllButTcp` and `breaksConnections`. */
  async heals(): Promise<void> {
    await this.setsFault('');
  }

  private async setsFault(rule: string): Promise<void> {
    await this.namespace.setsTable('fault', `chain fault { type filter hook forward priority -10; ${rule}; }`);
  }

  private async setsRules(): Promise<void> {
    const source =
      this.address === 0
        ? translation[this.nat]
        : `snat to ${this.addresses[this.address]}${this.nat === 'symmetric' ? ' random,fully-random' : ''}`;
    await this.namespace.setsTable(
      'router',
      `chain forward {
         type filter hook forward priority 0; policy drop;
         iifname "lan" ip daddr { 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 } drop
         iifname "lan" accept
         iifname "pub" ct state established,related accept
       }
       chain input { type filter hook input priority 0; policy drop; iifname { "lo", "lan" } accept; }
       chain postrouting { type nat hook postrouting priority 100; oifname "pub" ${source}; }`,
    );
  }
}
