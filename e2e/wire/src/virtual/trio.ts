import type { FakePeerConnection } from '@holdfast/call-engine/testing';
import { TIMES } from '@holdfast/protocol';
import type { Browser } from './browser';
import { World } from './world';

/** Who has which place in the order, and how many pages have had it, by person. */
export interface Places {
  readonly orders: readonly [number, number, number];
  readonly incarnations: readonly [number, number, number];
}

/** Two of them, and what their connection has been like since the watch began. */
export interface WatchedPair {
  /** Whether both ends are the very same connections, without an offer or an ICE restart since. */
  readonly isUntouched: boolean;
  /** What each of the two has shown of the connection to the other, at each change. */
  readonly shown: ReadonlySet<string>;
}

/** A call of three in virtual time: Ana, Ben and Cleo, who have joined in this order. */
export class Trio {
  readonly world = new World(1, 3);
  readonly people: readonly [Browser, Browser, Browser] = [
    this.world.browser('Ana'),
    this.world.browser('Ben'),
    this.world.browser('Cleo'),
  ];

  /** All three are in the call; what went over the wire for it is forgotten. */
  static async begin(): Promise<Trio> {
    const trio = new Trio();
    for (const browser of trio.people) {
      browser.joins();
      await trio.world.pass(1_000);
    }
    expect(await trio.whatIs()).toEqual(trio.whole({ orders: [1, 2, 3], incarnations: [1, 1, 1] }));
    for (const { wire } of trio.people) wire.clear();
    return trio;
  }

  /** One of them by place, and the other two, the earlier first. */
  hit(place: number): readonly [Browser, readonly [Browser, Browser]] {
    const hit = this.people[place] as Browser;
    return [hit, this.people.filter((person) => person !== hit) as unknown as readonly [Browser, Browser]];
  }

  /** The connection of one of them to another; `undefined` where there is not exactly one that the other has as well. */
  connection(me: Browser, other: Browser): FakePeerConnection | undefined {
    const [connection, ...more] = me.host.open.filter(({ localFragment, remoteFragment }) =>
      other.host.open.some((end) => end.remoteFragment === localFragment && end.localFragment === remoteFragment),
    );
    return more.length === 0 ? connection : undefined;
  }

  /** Watches what becomes of the connection between two whose pages stay. */
  watch(one: Browser, two: Browser): WatchedPair {
    const ends = [
      [one, two],
      [two, one],
    ] as const;
    const now = () => ends.map(([me, other]) => this.connection(me, other));
    const counts = () => now().map((end) => `${end?.offers} offers, ${end?.restarts} restarts`);
    const [before, countsBefore] = [now(), counts()];
    const shown = new Set<string>();
    for (const [{ page }, other] of ends) {
      page?.call.peers$.subscribe((peers) =>
        shown.add(peers.find(({ name }) => name === other.name)?.connection ?? 'no tile'),
      );
    }
    return {
      shown,
      get isUntouched() {
        const isTheSame = now().every((end, index) => end !== undefined && end === before[index]);
        return isTheSame && counts().join() === countsBefore.join();
      },
    };
  }

  /** Watches all three pairs. */
  watchAll(): readonly WatchedPair[] {
    const [ana, ben, cleo] = this.people;
    return [this.watch(ana, ben), this.watch(ana, cleo), this.watch(ben, cleo)];
  }

  /** Within a time comes to one call of three in these places, one connection for each pair and nothing else open, and so it stays. */
  async endsWhole(places: Places, withinMs: number): Promise<void> {
    const { world, people } = this;
    const whole = JSON.stringify(this.whole(places));
    await world.passUntil(async () => JSON.stringify(await this.whatIs()) === whole, withinMs);
    expect(await this.whatIs()).toEqual(this.whole(places));
    const made = people.map(({ host }) => host.connections.length);
    await world.pass(2 * TIMES.ackTimeout);
    expect(await this.whatIs()).toEqual(this.whole(places));
    expect(people.map(({ host }) => host.connections.length)).toEqual(made);
  }

  /** Everybody goes: no timer, connection or listener is left. */
  async leavesNothing(): Promise<void> {
    expect(await this.world.end()).toBe(0);
    expect(this.world.network.open).toHaveLength(0);
    for (const { host } of this.world.browsers)
      expect(host.connections.filter(({ listeners }) => listeners > 0)).toHaveLength(0);
  }

  /** What there is of everybody's call, and of it at the server. */
  private async whatIs() {
    const seats = await this.world.server.seats(this.world.room);
    return {
      people: this.people.map((me) => ({
        name: me.name,
        phase: me.page?.call.state$.value.phase,
        signaling: me.page?.call.signaling$.value,
        seat: seatOf(me),
        sees: me.page?.call.peers$.value.map(({ name, state, connection }) => `${name} ${state} ${connection}`).sort(),
        hears: this.othersThan(me).filter((other) => this.connection(me, other)?.receives('audio')).length,
        watches: this.othersThan(me).filter((other) => this.connection(me, other)?.receives('video')).length,
        connections: me.host.open.length,
        links: me.pages.reduce((sum, { transport }) => sum + transport.openLinks.length, 0),
      })),
      seats: seats.map(({ order, state }) => `${order} ${state}`),
      voices: this.world.server.voices,
    };
  }

  /** What there has to be. */
  private whole({ orders, incarnations }: Places): Awaited<ReturnType<Trio['whatIs']>> {
    const first = Math.min(...orders);
    return {
      people: this.people.map((me, index) => ({
        name: me.name,
        phase: 'joined',
        signaling: 'connected',
        seat: `${orders[index]} ${orders[index] === first ? 'caller' : 'callee'}, page ${incarnations[index]}`,
        sees: this.othersThan(me).map(({ name }) => `${name} present connected`),
        hears: 2,
        watches: 2,
        connections: 2,
        links: 1,
      })),
      seats: [...orders].sort((one, other) => one - other).map((order) => `${order} present`),
      voices: 3,
    };
  }

  private othersThan(me: Browser): readonly Browser[] {
    return this.people.filter((person) => person !== me);
  }
}

function seatOf({ page }: Browser): string {
  const seat = page?.call.self$.value;
  return seat ? `${seat.order} ${seat.role}, page ${seat.incarnation}` : 'none';
}
