import { command } from './command';
import { Namespace } from './namespace';
import { Router } from './router';
import { Side, type Uplink } from './side';

/** Addresses of the servers' machine, from the range that is kept for documentation (RFC 5737, section 3). */
export const SERVER_ADDRESS = '203.0.113.10';
export const SECOND_SERVER_ADDRESS = '203.0.113.11';

/** Who sits where. Ana has two ways to the internet, the others one. */
export type SideName = 'ana' | 'ben' | 'carl';

/**
 * A small internet on one machine: a bridge in a namespace of its own, the servers on it, and behind routers of their own the sides. It
 * touches nothing of the machine's own network, and any number of them can stand side by side with different prefixes.
 */
export class Internet {
  private readonly namespaces: Namespace[] = [];
  servers!: Namespace;
  sides!: Readonly<Record<SideName, Side>>;

  private constructor(private readonly prefix: string) {}

  /** Makes it, and first removes what an earlier run with the same prefix has left. Needs root. */
  static async make(prefix: string): Promise<Internet> {
    for (const name of await Namespace.namesWith(prefix)) await Namespace.remove(name);
    const internet = new Internet(prefix);
    await internet.build();
    return internet;
  }

  async remove(): Promise<void> {
    for (const namespace of this.namespaces.splice(0).reverse()) await namespace.remove();
  }

  /** Everything as it was at the beginning: one uplink for everybody, nothing cut, nothing narrow. */
  async heals(): Promise<void> {
    for (const side of Object.values(this.sides)) {
      const [first] = side.uplinks;
      if (side.uplink !== first) {
        const { uplink } = side;
        await side.plugsIn(first);
        await side.unplugs(uplink);
      }
      for (const { router } of side.uplinks) {
        await router.heals();
        await router.widens();
      }
    }
  }

  /** Bytes that have gone over a TCP port of the servers, both ways, IP headers included; counted from the first question on. */
  async bytesOfTheServer(port: number): Promise<number> {
    const counting = await this.servers.run('nft', ['list', 'tables']);
    if (!counting.includes('count')) {
      await this.servers.setsTable(
        'count',
        `chain in { type filter hook input priority 0; tcp dport ${port} counter; }
         chain out { type filter hook output priority 0; tcp sport ${port} counter; }`,
      );
    }
    const listed = await this.servers.run('nft', ['list', 'table', 'ip', 'count']);
    return [...listed.matchAll(/bytes (\d+)/g)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
  }

  private async build(): Promise<void> {
    const bridge = await this.machine('net');
    await bridge.ip('link', 'add', 'br0', 'type', 'bridge');
    await bridge.ip('link', 'set', 'br0', 'up');

    this.servers = await this.machine('servers');
    await this.joinsTheInternet(this.servers, [SERVER_ADDRESS, SECOND_SERVER_ADDRESS]);
    await this.servers.ip('route', 'replace', 'default', 'dev', 'pub');

    const [ana, ben, carl] = [await this.machine('ana'), await this.machine('ben'), await this.machine('carl')];
    this.sides = {
      ana: new Side(ana, [await this.uplink(ana, 'eth0', 1), await this.uplink(ana, 'eth1', 3)]),
      ben: new Side(ben, [await this.uplink(ben, 'eth0', 2)]),
      carl: new Side(carl, [await this.uplink(carl, 'eth0', 4)]),
    };
    for (const side of Object.values(this.sides)) await side.plugsIn(side.uplinks[0]);
  }

  private async machine(name: string): Promise<Namespace> {
    const namespace = await Namespace.make(this.prefix + name);
    this.namespaces.push(namespace);
    return namespace;
  }

  private async joinsTheInternet(machine: Namespace, addresses: readonly string[]): Promise<void> {
    const bridge = this.namespaces[0];
    const port = machine.name.slice(this.prefix.length);
    await cable(machine, 'pub', bridge, port);
    await bridge.ip('link', 'set', port, 'master', 'br0', 'up');
    for (const address of addresses) await machine.ip('address', 'add', `${address}/24`, 'dev', 'pub');
    await machine.ip('link', 'set', 'pub', 'up');
  }

  private async uplink(machine: Namespace, device: Uplink['device'], number: number): Promise<Uplink> {
    const namespace = await this.machine(`router${number}`);
    const addresses = [`203.0.113.${100 + number}`, `203.0.113.${110 + number}`];
    await this.joinsTheInternet(namespace, addresses);
    await cable(machine, device, namespace, 'lan');
    const gateway = `10.${number}.0.1`;
    await namespace.ip('address', 'add', `${gateway}/24`, 'dev', 'lan');
    await namespace.ip('link', 'set', 'lan', 'up');
    const router = new Router(namespace, addresses);
    await router.begins();
    return { device, address: `10.${number}.0.2`, gateway, router };
  }
}

/** Joins two machines by a cable; both ends are down. */
async function cable(one: Namespace, itsDevice: string, other: Namespace, otherDevice: string): Promise<void> {
  const ends = [itsDevice, 'netns', one.name, 'type', 'veth', 'peer', 'name', otherDevice, 'netns', other.name];
  await command('ip', ['link', 'add', ...ends]);
}
