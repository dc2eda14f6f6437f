import type { PeerConnectionFactory } from '@holdfast/call-engine';
import { FakeNetwork, type FakeNetworkOptions } from '@holdfast/call-engine/testing';
import type { LifecycleEvent, SignalingOptions } from '@holdfast/signaling-nest';
import { freshId } from './ids';
import { Person } from './person';
import { Relay } from './relay';
import { eventually } from './until';
import { WireServer } from './wire-server';

/** A server, a network and a room, and whoever comes to it. */
export class Meeting {
  private constructor(
    readonly server: WireServer,
    readonly network: FakeNetwork,
    readonly room: string,
    private readonly people: Person[] = [],
    private readonly relays: Relay[] = [],
  ) {}

  static async begin(
    options: SignalingOptions = {},
    network: FakeNetworkOptions = { connectMs: 2, disconnectedMs: 20, failedMs: 200 },
  ): Promise<Meeting> {
    return new Meeting(await WireServer.start(options), new FakeNetwork(network), freshId());
  }

  /** Another room on the same server; ends with this one. */
  inRoom(room: string): Meeting {
    return new Meeting(this.server, this.network, room, this.people, this.relays);
  }

  /** Somebody with a browser; not in the room yet. */
  person(name: string, origin = this.server.origin, createConnection?: PeerConnectionFactory): Person {
    const person = new Person(name, this.room, this.network.host(name), origin, createConnection);
    this.people.push(person);
    return person;
  }

  /** Somebody whose line to the server can be broken. */
  async personOnALine(name: string): Promise<{ readonly person: Person; readonly line: Relay }> {
    const line = await Relay.to(this.server.origin);
    this.relays.push(line);
    return { person: this.person(name, line.origin), line };
  }

  /** Two people in a call: the first is the caller. */
  async two(): Promise<readonly [Person, Person]> {
    const [ana, ben] = [this.person('Ana'), this.person('Ben')];
    await ana.joins();
    await ben.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    return [ana, ben];
  }

  /** Packets go between two people again, on the newest address of each. */
  async reachable(one: Person, other: Person): Promise<void> {
    for (const { host, name } of [one, other]) {
      await eventually(`${name} hears and sees over the network of today`, () =>
        host.open.every((connection) => connection.receives('audio') && connection.gatheredAt === host.address),
      );
    }
  }

  /** The seats that the server knows, by order. */
  async seats() {
    return (await this.server.store.look(this.room))?.seats ?? [];
  }

  /** Everybody has gone, and nothing of them is left: no seat, no line, no connection between them. */
  async leavesNothing(): Promise<void> {
    await eventually('no line to the server is open', async () => (await this.server.connections()) === 0);
    expect(await this.seats()).toEqual([]);
    await eventually('no connection is open', () => this.network.open.length === 0);
    for (const { host } of this.people)
      expect(host.connections.map(({ listeners }) => listeners)).toEqual(host.connections.map(() => 0));
    const count = (kind: LifecycleEvent['kind']): number => this.server.count(kind, this.room);
    expect(count('seat-left')).toBe(count('seat-joined'));
  }

  /** Everybody goes without a word, and the server stops. */
  async end(): Promise<void> {
    for (const person of this.people) person.crashes();
    for (const relay of this.relays) relay.stop();
    await this.server.stop();
  }
}
