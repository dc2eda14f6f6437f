import { Stage, type Person } from './stage';

describe('a peer whose seat has run out while it still comes through', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    // the incarnations differ, so that those of another seat are not the same by chance
    ben.reloads();
    await stage.pass(1_000);
    stage.server.refuseNext('internal', 600_000);
    stage.server.breakLink(ben.id);
    await stage.pass(500);
    stage.server.expire('seat-2');
    await stage.pass(100);
  });
  afterEach(() => stage.end());

  /** Ana's own seat has run out too, and she is back first. */
  const anaHasAnotherSeat = async () => {
    stage.server.breakLink('seat-1');
    stage.server.expire('seat-1');
    await stage.pass(500);
    expect(ana.id).toBe('seat-3');
  };

  it.each(['as it was', 'another one'])(
    'shows what it shows, the newest of it, where the own seat is %s',
    async (seat) => {
      if (seat === 'another one') await anaHasAnotherSeat();
      ben.media.mute();
      await stage.pass(50);
      expect(ana.peer.presence).toMatchObject({ microphone: 'off', version: 2 });
      ben.media.turnOffCamera();
      await stage.pass(50);
      expect(ana.peer).toMatchObject({ connection: 'connected', presence: { camera: 'off', version: 3 } });
    },
  );

  it.each(['as it was', 'another one'])('is gone at once when it leaves, where the own seat is %s', async (seat) => {
    if (seat === 'another one') await anaHasAnotherSeat();
    void ben.call.leave();
    await stage.pass(20);
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
    expect(ana.drops).toEqual([]);
  });
});

describe('a peer whose seat has run out while a newer connection to it could not be made', () => {
  it('is gone when it is no longer heard, also where the own seat is another one', async () => {
    const stage = new Stage();
    const [ana, ben] = await stage.two();
    ben.reloads();
    await stage.pass(1_000);
    stage.server.freeze(ben.id);
    ana.call.relayOnly(true);
    await stage.pass(12_000);
    expect(ana.host.open).toHaveLength(2);
    stage.server.refuseNext('internal', 600_000);
    stage.server.breakLink(ben.id);
    await stage.pass(500);
    stage.server.expire(ben.id);
    stage.server.breakLink(ana.id);
    stage.server.expire(ana.id);
    await stage.pass(500);
    expect(ana.id).toBe('seat-3');
    expect(ana.peer).toMatchObject({ state: 'away', connection: 'connected' });
    ben.host.cut();
    await stage.pass(2_000);
    expect([ana.call.peers$.value, ana.host.open]).toEqual([[], []]);
    stage.end();
  });
});
