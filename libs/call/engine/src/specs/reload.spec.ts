import { Stage, type Person } from './stage';

describe('a reload', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
  });
  afterEach(() => stage.end());

  const inTheSameCall = () => {
    for (const person of [ana, ben]) {
      expect(person.call.state$.value.phase).toBe('joined');
      expect(person.peer).toMatchObject({ connection: 'connected', state: 'present' });
      expect(person.host.open).toHaveLength(1);
      expect(person.host.latest.receives('audio') && person.host.latest.receives('video')).toBe(true);
    }
    expect(ana.call.self$.value).toMatchObject({ id: 'seat-1', role: 'caller' });
    expect(ben.call.self$.value).toMatchObject({ id: 'seat-2', role: 'callee' });
  };

  it('of the later one takes its seat back and opens a connection of the new incarnation', async () => {
    ben.reloads();
    await stage.pass(300);
    inTheSameCall();
    expect(ana.connectionIds).toEqual(['1.1.1', '1.2.1']);
  });

  it('of the earlier one does the same; the later asks and the offer that is under way is the answer', async () => {
    ana.reloads();
    await stage.pass(300);
    inTheSameCall();
    expect(ana.connectionIds).toEqual(['2.1.1']);
    expect(ana.host.latest.offers).toBe(1);
    expect(ben.host.connections).toHaveLength(2);
  });

  it('of both at once ends in one connection', async () => {
    ana.reloads();
    ben.reloads();
    await stage.pass(500);
    inTheSameCall();
    expect(ana.connectionIds.at(-1)).toBe('2.2.1');
  });

  it('of the later while the earlier is away', async () => {
    stage.server.breakLink(ana.id);
    ben.reloads();
    await stage.pass(500);
    inTheSameCall();
  });

  it('of the earlier while the later is away', async () => {
    stage.server.breakLink(ben.id);
    ana.reloads();
    await stage.pass(500);
    inTheSameCall();
  });

  it('of either, 20 times each in turn', async () => {
    for (let time = 0; time < 20; time++) {
      (time % 2 === 0 ? ana : ben).reloads();
      await stage.pass(300);
      inTheSameCall();
    }
    expect(ana.host.connections.length).toBeLessThanOrEqual(21);
  });

  it('of the earlier, ten times faster than anybody needs', async () => {
    for (let time = 0; time < 10; time++) {
      ana.reloads();
      await stage.pass(80);
    }
    await stage.pass(500);
    inTheSameCall();
    expect(ben.drops).not.toContain('too-often');
  });

  it('leaves the last picture until the new connection stands', async () => {
    const lastPicture = ana.peer.video;
    ben.reloads();
    await stage.pass(12);
    expect(ana.peer.video).toBe(lastPicture);
    expect(ana.host.open).toHaveLength(2);
    expect(ana.peer.connection).toBe('renewing');
    await stage.pass(300);
    expect(ana.peer.video).not.toBe(lastPicture);
    expect(ana.host.open).toHaveLength(1);
  });

  it('begins its presence anew, and the new incarnation wins over a higher version', async () => {
    ben.media.mute();
    ben.media.turnOnMicrophone();
    await stage.pass(100);
    expect(ana.peer.presence.version).toBe(3);
    ben.media.turnOffCamera();
    ben.reloads();
    await stage.pass(300);
    expect(ana.peer.presence).toEqual({ version: 1, microphone: 'on', camera: 'off' });
  });

  it('makes no second tile', async () => {
    const most = { ana: 0 };
    ana.call.peers$.subscribe((peers) => (most.ana = Math.max(most.ana, peers.length)));
    ben.reloads();
    await stage.pass(500);
    expect(most.ana).toBe(1);
  });

  it('of one whose seat ran out is the same tile, and its media goes on until the new connection stands', async () => {
    const seen: number[] = [];
    ana.call.peers$.subscribe((peers) => seen.push(peers.length));
    const lastPicture = ana.peer.video;
    const pictures = new Set<unknown>();
    ana.call.peers$.subscribe(([peer]) => peer?.connection !== 'connected' && pictures.add(peer?.video));
    const shown: unknown[] = [];
    ana.call.peers$.subscribe(([peer]) => shown.push(peer?.video));
    stage.server.stop();
    stage.server.expire('seat-2');
    stage.server.start();
    await stage.pass(6_000);
    expect(ben.id).toBe('seat-3');
    expect(ana.peer).toMatchObject({ id: 'seat-3', connection: 'connected' });
    expect(ben.peer).toMatchObject({ id: 'seat-1', connection: 'connected' });
    expect(new Set(seen)).toEqual(new Set([1]));
    // what may not have arrived goes twice, and counts once
    expect([...ana.drops, ...ben.drops].filter((reason) => reason !== 'repeated')).toEqual([]);
    expect([...pictures]).toEqual([]); // nothing is shown of it while the new connection is made
    expect(shown[0]).toBe(lastPicture);
    expect(ana.host.open).toHaveLength(1);
    expect(ben.host.open).toHaveLength(1);
  });
});
