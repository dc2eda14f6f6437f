import { FakeNetwork } from '@holdfast/call-engine/testing';
import type { SignalingOptions } from '@holdfast/signaling-nest';
import { freshId } from './ids';
import { Person } from './person';
import { Relay } from './relay';
import { WireServer } from './wire-server';

/** A server, a network and a room, and whoever comes to it. */
export class Meeting {
  readonly network = new FakeNetwork({ connectMs: 2 });
  private readonly people: Person[] = [];
  private readonly relays: Relay[] = [];

  private constructor(
    readonly server: WireServer,
    readonly room: string,
  ) {}

  static async begin(options: SignalingOptions = {}): Promise<Meeting> {
    return new Meeting(await WireServer.start(options), freshId());
  }

  /** The same server, another room. */
  inRoom(room: string): Meeting {
    return new Meeting(this.server, room);
  }

  /** Somebody with a browser; not in the room yet. */
  person(name: string, origin = this.server.origin): Person {
    const person = new Person(name, this.room, this.network.host(name), origin);
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

  /** The seats that the server knows, by order. */
  async seats() {
    return (await this.server.store.look(this.room))?.seats ?? [];
  }

  /** Everybody goes without a word, and the server stops. */
  async end(): Promise<void> {
    for (const { call } of this.people) call.dispose();
    for (const relay of this.relays) relay.stop();
    await this.server.stop();
  }
}
