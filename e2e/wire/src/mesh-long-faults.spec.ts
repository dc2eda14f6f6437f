import type { Browser } from './virtual/browser';
import { Trio, type Places } from './virtual/trio';

const AS_BEFORE: Places = { orders: [1, 2, 3], incarnations: [1, 1, 1] };
const UNTOUCHED = { isUntouched: true, shown: new Set(['connected']) };
const PLACES = [0, 1, 2];
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** Faults of a call of three that need virtual time, or moments that only it can hit: with the real core of the server. */
describe('a mesh of three', () => {
  let trio: Trio;

  beforeEach(async () => {
    trio = await Trio.begin();
  });

  afterEach(() => trio.world.abandon());

  const phase = ({ page }: Browser) => page?.call.state$.value;
  const signaling = ({ page }: Browser) => page?.call.signaling$.value;
  const becomes = async (is: () => boolean, mostMs = 20_000, stepMs = 250) => {
    await trio.world.passUntil(is, mostMs, stepMs);
    expect(is()).toBe(true);
  };

  /** The places of three of whom these have been opened anew. */
  const withNewPages = (...places: readonly number[]): Places => ({
    ...AS_BEFORE,
    incarnations: PLACES.map((place) => (places.includes(place) ? 2 : 1)) as unknown as Places['incarnations'],
  });

  /** The places of three of whom one came too late for its seat: it has a new one, behind the others. */
  const withANewSeat = (place: number): Places => ({
    ...AS_BEFORE,
    orders: PLACES.map((other) => (other === place ? 4 : other + 1)) as unknown as Places['orders'],
  });

  describe('whose server is back with an empty store', () => {
    beforeEach(async () => {
      trio.world.server.kill();
      for (const { uplink } of trio.people) uplink.losesServer();
      await becomes(() => trio.people.every((person) => signaling(person) !== 'connected'));
      trio.world.server.start();
    });

    /** This one finds the server, and the other two after it. */
    async function findIt(first: Browser, meanwhile: () => Promise<void>): Promise<void> {
      first.uplink.heal();
      await becomes(() => signaling(first) === 'connected');
      await meanwhile();
      for (const { uplink } of trio.people) uplink.heal();
      await trio.endsWhole(AS_BEFORE, 20_000);
    }

    it.each(PLACES)(
      'lets no stranger in between, and is as before in each seat; back first is place %d',
      async (place) => {
        const { stranger } = trio.world;
        const pairs = trio.watchAll();
        await findIt(trio.people[place] as Browser, async () => {
          stranger.joins();
          await becomes(() => phase(stranger)?.phase === 'refused');
          expect(phase(stranger)).toMatchObject({ refusal: { code: 'room-full' } });
        });
        for (const pair of pairs) expect(pair).toMatchObject(UNTOUCHED);
        expect(stranger.host.connections).toHaveLength(0);
        await trio.leavesNothing();
      },
    );

    it.each(PLACES)(
      'takes the place back from a stranger who was there before; back first is place %d',
      async (place) => {
        const { stranger } = trio.world;
        const pairs = trio.watchAll();
        stranger.joins();
        await becomes(() => phase(stranger)?.phase === 'joined');
        expect(stranger.page?.call.self$.value).toMatchObject({ order: 1, role: 'caller' });
        await findIt(trio.people[place] as Browser, async () => {
          await becomes(() => phase(stranger)?.phase === 'ended');
          expect(phase(stranger)).toMatchObject({ reason: 'removed' });
        });
        for (const pair of pairs) expect(pair).toMatchObject(UNTOUCHED);
        expect(stranger.host.open).toHaveLength(0);
        await trio.leavesNothing();
      },
    );
  });

  it.each(PLACES)(
    'has one back within 2 s after 45 s of nothing, behind the others; it had place %d',
    async (place) => {
      const [hit, others] = trio.hit(place);
      const pair = trio.watch(...others);
      hit.uplink.cut();
      await trio.world.pass(45_000);
      expect(await trio.world.server.seats(trio.world.room)).toHaveLength(2);
      hit.uplink.heal();
      await trio.endsWhole(withANewSeat(place), 2_000);
      expect(pair).toMatchObject(UNTOUCHED);
      await trio.leavesNothing();
    },
  );

  it.each(PAIRS)('answers one of two restarts that places %d and %d ask for at once', async (...places) => {
    const [earlier, later] = places.map((place) => trio.people[place]) as unknown as [Browser, Browser];
    const third = trio.people.find((person) => person !== earlier && person !== later) as Browser;
    const pairs = [trio.watch(earlier, third), trio.watch(later, third)];
    const ends = [trio.connection(earlier, later), trio.connection(later, earlier)];
    for (const end of ends) end?.restartIce();
    await trio.world.pass(1_000);
    expect(earlier.wire.lines).toEqual(['> signal 1.1.1 offer', '< signaled 1.1.1 offer', '< signaled 1.1.1 answer']);
    expect(later.wire.lines).toEqual(['> signal 1.1.1 offer', '< signaled 1.1.1 offer', '> signal 1.1.1 answer']);
    expect(third.wire.lines).toEqual([]);
    await trio.endsWhole(AS_BEFORE, 0);
    const today = [trio.connection(earlier, later), trio.connection(later, earlier)];
    expect(today.map((end) => end !== undefined && ends.indexOf(end))).toEqual([0, 1]);
    for (const pair of pairs) expect(pair).toMatchObject(UNTOUCHED);
    await trio.leavesNothing();
  });

  it.each(PAIRS)('keeps each connection when places %d and %d move to other networks at once', async (...places) => {
    const movers = places.map((place) => trio.people[place] as Browser);
    const before = trio.world.network.open;
    for (const { uplink } of movers) uplink.move();
    for (const { page } of movers) page?.call.networkChanged();
    await trio.endsWhole(AS_BEFORE, 5_000);
    expect(trio.world.network.open.map((connection) => before.indexOf(connection))).toEqual([0, 1, 2, 3, 4, 5]);
    await trio.leavesNothing();
  });

  it.each(PAIRS)('comes to one connection for each pair when places %d and %d reload at once', async (...places) => {
    for (const place of places) trio.people[place]?.reloads();
    await trio.endsWhole(withNewPages(...places), 2_000);
    await trio.leavesNothing();
  });

  describe.each([1, 2])('whose first reloads while another, at place %d, is away', (place) => {
    it('by its page: the first opens to that one when it is there again', async () => {
      const [ana] = trio.people;
      const [away] = trio.hit(place);
      away.crashes();
      await becomes(() => ana.page?.call.peers$.value.some(({ state }) => state === 'away') === true);
      ana.wire.clear();
      ana.reloads();
      await trio.world.pass(1_000);
      expect(ana.wire.count('> signal 2.1.1 offer')).toBeGreaterThan(0); // to the third
      expect(ana.wire.count('> signal 2.2.1 offer')).toBe(0);
      away.opens();
      await trio.endsWhole(withNewPages(0, place), 2_000);
      expect(ana.wire.count('< signaled 2.2.1 answer')).toBe(1);
      await trio.leavesNothing();
    });

    it('by its socket alone: the two who did not reload keep their connection', async () => {
      const [ana] = trio.people;
      const [away, [, third]] = trio.hit(place);
      const pair = trio.watch(away, third);
      away.uplink.losesServer();
      await becomes(() => ana.page?.call.peers$.value.some(({ state }) => state === 'away') === true);
      ana.reloads();
      await trio.world.pass(1_000);
      expect(ana.page?.call.peers$.value.map(({ state }) => state).sort()).toEqual(['away', 'present']);
      away.uplink.heal();
      await trio.endsWhole(withNewPages(0), 10_000);
      expect(pair).toMatchObject(UNTOUCHED);
      await trio.leavesNothing();
    });
  });

  it.each(PLACES)('is not touched by a duplicate tab of place %d, which then takes the call over', async (place) => {
    const [hit, others] = trio.hit(place);
    const pairs = trio.watchAll();
    const older = hit.page;
    hit.duplicatesTab();
    await becomes(() => phase(hit)?.phase === 'elsewhere');
    await trio.world.pass(10_000);
    expect(trio.people.map(({ wire }) => wire.lines)).toEqual([[], [], []]);
    for (const pair of pairs) expect(pair).toMatchObject(UNTOUCHED);

    const pair = trio.watch(...others);
    hit.joins();
    await trio.endsWhole(withNewPages(place), 2_000);
    expect(older?.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(pair).toMatchObject(UNTOUCHED);
    await trio.leavesNothing();
  });

  describe.each([
    [7_000, 'in its seat', withNewPages],
    [60_000, 'in a new seat behind the others', withANewSeat],
  ])('of whom one page freezes for %d ms with an offer at hand and is back %s', (ms, _where, places) => {
    it.each([1, 2])('is whole within 2 s when it runs again; it had place %d', async (place) => {
      const [hit, others] = trio.hit(place);
      const pair = trio.watch(...others);
      hit.reloads();
      await becomes(() => hit.wire.lines.some((line) => line === '< signaled 1.2.1 offer'), 1_000, 1);
      hit.page?.freeze();
      await trio.world.pass(ms);
      hit.page?.thaw();
      await trio.endsWhole(places(place), 2_000);
      expect(pair).toMatchObject(UNTOUCHED);
      await trio.leavesNothing();
    });
  });

  it.each(PAIRS)(
    'has all in the call where place %d reloads while the page of place %d is frozen',
    async (one, two) => {
      const [reloading, frozen] = [trio.people[one], trio.people[two]];
      frozen.page?.freeze();
      reloading.reloads();
      await trio.world.pass(7_000);
      expect(reloading.wire.count('> signal 2.1.1 offer')).toBeGreaterThan(0);
      frozen.page?.thaw();
      await trio.endsWhole(withNewPages(one), 2_000);
      await trio.leavesNothing();
    },
  );
});
