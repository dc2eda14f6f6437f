import type { Browser } from './virtual/browser';
import { ROOM, World } from './virtual/world';

/** Faults that last longer than a test may: in virtual time, with the real core of the server. */
describe('a call of two', () => {
  let world: World;
  let ana: Browser;
  let ben: Browser;

  beforeEach(async () => {
    world = new World();
    [ana, ben] = [world.browser('Ana'), world.browser('Ben')];
    for (const browser of [ana, ben]) {
      browser.joins();
      await world.pass(1_000);
    }
    for (const { wire } of [ana, ben]) wire.clear();
  });

  afterEach(() => world.abandon());

  const isWhole = () =>
    [ana, ben].every(({ page, host }) => {
      const [peer, ...more] = page?.call.peers$.value ?? [];
      const isConnected = peer?.state === 'present' && peer.connection === 'connected' && more.length === 0;
      return isConnected && host.open.length === 1 && host.latest.receives('video');
    });

  /** How long it takes until both are in the call again, in ms. */
  async function back(): Promise<number> {
    const from = Date.now();
    await world.passUntil(isWhole, 60_000);
    expect(isWhole()).toBe(true);
    return Date.now() - from;
  }

  const orders = async () => (await world.server.seats(ROOM)).map(({ order, state }) => `${order} ${state}`);
  const roles = () => [ana, ben].map(({ page }) => page?.call.self$.value?.role);

  it('has one ICE restart where both lose each other at once and both ask for one: the polite one gives its offer up', async () => {
    const connections = world.network.open;
    for (const { uplink } of [ana, ben]) uplink.latencyMs = 150; // so that the offers cross
    const nothing = jest.spyOn(world.network, 'carriesBothWays').mockReturnValue(false);
    const none = jest.spyOn(world.network, 'carries').mockReturnValue(false);
    world.network.changed();
    await world.pass(2_000);
    for (const spy of [nothing, none]) spy.mockRestore();
    world.network.changed();
    await back();
    await world.pass(10_000);
    expect(world.network.open).toEqual(connections);
    expect(ana.wire.lines).toEqual(['> signal 1.1.1 offer', '< signaled 1.1.1 offer', '< signaled 1.1.1 answer']);
    expect(ben.wire.lines).toEqual(['> signal 1.1.1 offer', '< signaled 1.1.1 offer', '> signal 1.1.1 answer']);
  });

  it.each([
    [8_000, 1_000],
    [25_000, 1_500],
  ])('in which nothing gets through for %d ms is back within %d ms, in the same seats', async (ms, most) => {
    const id = ana.page?.call.self$.value?.id;
    ana.uplink.cut();
    await world.pass(ms);
    ana.uplink.heal();
    expect(await back()).toBeLessThanOrEqual(most);
    expect(ana.page?.call.self$.value).toMatchObject({ id, order: 1, incarnation: 1, role: 'caller' });
    expect(await orders()).toEqual(['1 present', '2 present']);
    expect(roles()).toEqual(['caller', 'callee']);
  });

  it('is back within 2 s after 45 s of nothing, when the seat is gone: in a new one, behind the other', async () => {
    ana.uplink.cut();
    await world.pass(45_000);
    expect(await orders()).toEqual(['2 present']);
    ana.uplink.heal();
    expect(await back()).toBeLessThanOrEqual(2_000);
    expect(await orders()).toEqual(['2 present', '3 present']);
    expect(roles()).toEqual(['callee', 'caller']);
    expect(ana.wire.lines).toEqual([
      '< closed',
      '> handshake 1.1.1', // she still has her connection, but no seat
      '< joined',
      '< signaled 1.1.1 offer',
      '> signal 1.1.1 answer',
    ]);
    expect(ben.wire.lines).toEqual([
      '> signal 1.1.1 offer', // an ICE restart
      '> signal 1.1.1 asks for the next',
      '< peer-away',
      '< still-there?',
      '< peer-left expired',
      '< role-changed',
      '< peer-joined',
      '> signal 1.1.1 offer', // the first connection of the new seat
      '< signaled 1.1.1 answer',
    ]);
  });

  it('is back within 2 s when a page that was frozen for 60 s without its socket runs again', async () => {
    ben.page?.freeze();
    await world.pass(60_000);
    expect(world.server.voices).toBe(1);
    ben.page?.thaw();
    expect(await back()).toBeLessThanOrEqual(2_000);
    expect(await world.server.seats(ROOM)).toHaveLength(2);
  });

  it('comes to one connection where the offer reached a page that freezes, and it runs again later', async () => {
    ben.page?.freeze();
    ana.reloads();
    await world.pass(7_000);
    expect(ana.wire.count('> signal 2.1.1 offer')).toBeGreaterThan(0);
    ben.page?.thaw();
    expect(await back()).toBeLessThanOrEqual(2_000);
    expect(roles()).toEqual(['caller', 'callee']);
    expect(await orders()).toEqual(['1 present', '2 present']);
  });
});
