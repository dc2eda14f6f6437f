import { ROOM, Stage, type Person } from './stage';

describe('a lost signaling link', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
  });
  afterEach(() => stage.end());

  it('never touches the media, on neither side', async () => {
    const rungs = new Set<string>();
    for (const { call } of [ana, ben]) call.peers$.subscribe(([peer]) => rungs.add(peer?.connection ?? 'gone'));
    stage.server.stop();
    await stage.pass(20_000);
    expect(ana.call.signaling$.value).toBe('lost');
    expect(ana.call.state$.value.phase).toBe('joined');
    stage.server.start();
    await stage.pass(6_000);
    expect(ana.call.signaling$.value).toBe('connected');
    expect([...rungs]).toEqual(['connected']);
    for (const { host } of [ana, ben]) {
      expect(host.connections).toHaveLength(1);
      expect(host.latest.restarts).toBe(0);
      expect(host.latest.receives('video')).toBe(true);
    }
  });

  it('shows the peer as away while only its link is lost, and its media goes on', async () => {
    stage.server.breakLink(ben.id);
    await stage.pass(20);
    expect(ana.peer).toMatchObject({ state: 'away', connection: 'connected' });
    await stage.pass(300);
    expect(ana.peer).toMatchObject({ state: 'present', connection: 'connected' });
    expect(ana.host.connections).toHaveLength(1);
  });

  it('is followed by a try after 80 ms, and by calm ones at most 5 s apart', async () => {
    stage.server.stop();
    await stage.pass(79);
    expect(ana.transport.links).toHaveLength(1);
    await stage.pass(2);
    expect(ana.transport.links).toHaveLength(2);
    await stage.pass(60_000);
    const soFar = ana.transport.links.length;
    await stage.pass(60_000);
    const inAMinute = ana.transport.links.length - soFar;
    expect(inAMinute).toBeGreaterThanOrEqual(12);
    expect(inAMinute).toBeLessThanOrEqual(17);
    expect(ana.transport.openLinks.length).toBeLessThanOrEqual(1);
  });

  it('is followed by a try at once when the network changed', async () => {
    stage.server.stop();
    await stage.pass(60_000);
    stage.server.start();
    const before = ana.transport.links.length;
    ana.call.networkChanged();
    expect(ana.transport.links.length).toBe(before + 1);
    await stage.pass(20);
    expect(ana.call.signaling$.value).toBe('connected');
    ana.call.networkChanged();
    expect(ana.transport.links.length).toBe(before + 1);
  });

  it('is followed by a try at once when something arrives from the peer again', async () => {
    stage.server.stop();
    await stage.pass(60_000);
    ben.host.cut();
    await stage.pass(2_000);
    expect(ana.peer.connection).not.toBe('connected');
    const tries = () => ana.transport.links.length;
    const soFar = tries();
    for (let ms = 0; ms < 10_000 && tries() === soFar; ms += 50) await stage.pass(50);
    await stage.pass(1_000); // the next try is seconds away
    const before = tries();
    ben.host.heal();
    await stage.pass(400);
    expect(ana.peer.connection).toBe('connected');
    expect(tries()).toBeGreaterThan(before);
  });

  it('brings back the same seat with the connections it holds', async () => {
    const id = ben.id;
    stage.server.breakLink(id);
    await stage.pass(300);
    expect(ben.id).toBe(id);
    const { n } = ben.handshake.connections?.[ana.id] ?? {};
    expect(ben.handshake.connections).toEqual({ [ana.id]: { connectionId: '1.1.1', n: ana.signals.length } });
    expect(n).toBeGreaterThan(0);
  });

  it('tells in the next handshake what changed in the meantime and could not be told', async () => {
    ben.host.cut();
    stage.server.stop();
    ben.media.mute();
    await stage.pass(1_000);
    expect(ana.peer.presence.microphone).toBe('on');
    stage.server.start();
    await stage.pass(6_000);
    expect(ana.peer.presence).toMatchObject({ microphone: 'off', version: 2 });
  });

  it('waits as long as a closing server wants, also when the network changes', async () => {
    stage.server.announceClosing(4_000);
    await stage.pass(100);
    expect(ana.call.signaling$.value).toBe('server-closing');
    stage.server.stop();
    stage.server.start();
    await stage.pass(1_000);
    ana.call.networkChanged();
    expect(ana.call.signaling$.value).toBe('server-closing');
    expect(ana.transport.links).toHaveLength(1);
    await stage.pass(3_100);
    expect(ana.call.signaling$.value).toBe('connected');
    expect(ana.peer.connection).toBe('connected');
  });

  it('ends the call where the seat went to somebody else meanwhile, and says why', async () => {
    stage.server.breakLink(ben.id);
    stage.server.expire('seat-2');
    const cat = stage.person('Cat');
    cat.call.join('Cat');
    await stage.pass(500);
    expect(cat.call.state$.value.phase).toBe('joined');
    expect(ben.call.state$.value).toMatchObject({ phase: 'refused', refusal: { code: 'room-full' } });
    expect(ben.host.open).toHaveLength(0);
    expect(ben.call.peers$.value).toEqual([]);
    expect(ben.storage.read(ROOM)).toEqual({ seatKey: expect.any(String) });
  });

  describe('in the middle of a negotiation', () => {
    it('loses nothing: what was not acked goes again, each signal is applied once', async () => {
      stage.end();
      stage = new Stage();
      const [cat, dan] = [stage.person('Cat'), stage.person('Dan')];
      await cat.joins();
      dan.call.join('Dan');
      await stage.pass(11);
      expect(cat.signals.length).toBeGreaterThan(0); // the offer is on its way to the server
      stage.server.breakLink(cat.id);
      await stage.pass(1_000);
      expect(cat.peer.connection).toBe('connected');
      expect(dan.peer.connection).toBe('connected');
      expect(dan.host.connections).toHaveLength(1);
      expect(cat.host.connections).toHaveLength(1);
    });

    it('sends again what the other one lost with its socket, by the `n` of its handshake', async () => {
      stage.end();
      stage = new Stage();
      const [cat, dan] = [stage.person('Cat'), stage.person('Dan')];
      await cat.joins();
      dan.call.join('Dan');
      await stage.pass(16);
      expect(cat.signals.length).toBeGreaterThan(0);
      // the server has taken the offer and hands it to a socket that breaks
      stage.server.breakLink('seat-2');
      await stage.pass(1_000);
      expect(cat.peer.connection).toBe('connected');
      expect(dan.peer.connection).toBe('connected');
      expect(cat.connectionIds).toEqual(['1.1.1']);
    });
  });
});

describe('a seat that is taken', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  it('ends this page for good when another page took it', async () => {
    const [ana, ben] = await stage.two();
    const links = ben.transport.links.length;
    stage.server.notify(ben.id, { event: 'seat-taken', payload: { by: 'another-page-of-the-same-one' } });
    await stage.pass(60_000);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(ben.call.signaling$.value).toBe('closed');
    expect(ben.transport.links).toHaveLength(links);
    expect(ben.host.open).toHaveLength(0);
    expect(ana.call.state$.value.phase).toBe('joined');
  });

  it('ends only the link when an older attempt of this page took it', async () => {
    const [ana, ben] = await stage.two();
    stage.server.notify(ben.id, { event: 'seat-taken', payload: { by: ben.handshake.pageId } });
    await stage.pass(300);
    expect(ben.call.state$.value.phase).toBe('joined');
    expect(ben.call.signaling$.value).toBe('connected');
    expect(ben.transport.links).toHaveLength(2);
    expect(ana.peer.connection).toBe('connected');
    expect(ana.host.connections).toHaveLength(1);
  });

  it('goes to a duplicated tab, and the first one stops', async () => {
    const [ana, ben] = await stage.two();
    const twin = stage.person('Ben');
    Object.assign(twin, { storage: ben.storage.duplicate() });
    twin.reloads();
    await stage.pass(500);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(twin.call.state$.value.phase).toBe('joined');
    expect(twin.peer.connection).toBe('connected');
    expect(ana.peer.connection).toBe('connected');
    expect(ana.peer.id).toBe('seat-2');
  });
});
