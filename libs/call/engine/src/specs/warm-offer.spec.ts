import type { CallState } from '../call';
import { FakeOutgoingMedia, FakePeerConnection } from '../testing';
import { Stage, type Person } from './stage';

describe('an offer made in the lobby', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  const inOneCall = (...people: readonly Person[]) => {
    for (const { call, host, peer } of people) {
      expect(call.state$.value.phase).toBe('joined');
      expect(peer.connection).toBe('connected');
      expect(host.open).toHaveLength(1);
      expect(host.latest.receives('audio') && host.latest.receives('video')).toBe(true);
    }
  };

  it('is answered by the one who is there: generation 0 is the call, and nobody else offers', async () => {
    const [ana, ben] = await stage.twoWarm();
    inOneCall(ana, ben);
    expect(ana.connectionIds).toEqual(['1.1.0']);
    expect(ben.host.latest.offers).toBe(1);
    expect(ana.host.latest.offers).toBe(0);
    expect(ana.signals.filter(({ description }) => description).map(({ n }) => n)).toEqual([1]);
    expect(ben.signals.filter(({ description }) => description)).toEqual([]);
    expect(ana.drops.concat(ben.drops)).toEqual([]);
  });

  it('has media one way to the server earlier than the plain path', async () => {
    const untilConnected = async (looks: boolean): Promise<number> => {
      const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
      await ana.joins();
      if (looks) await ben.looksAtLobby();
      const begun = Date.now();
      let ended = 0;
      ben.call.peers$.subscribe(([peer]) => {
        if (peer?.connection === 'connected' && ended === 0) ended = Date.now();
      });
      await ben.joins();
      return ended - begun;
    };
    const warm = await untilConnected(true);
    stage.end();
    stage = new Stage();
    const plain = await untilConnected(false);
    expect(plain - warm).toBeGreaterThanOrEqual(10);
  });

  it('is answered before the newcomer is shown to the page', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
    await ben.looksAtLobby();
    const answeredWhenShown: boolean[] = [];
    ana.call.peers$.subscribe(({ length }) => {
      if (length > 0) answeredWhenShown.push(ana.signals.some(({ description }) => description?.type === 'answer'));
    });
    await ben.joins();
    expect(answeredWhenShown.length).toBeGreaterThan(0);
    expect(answeredWhenShown).not.toContain(false);
  });

  it('is told of as soon as it is on its way, and only where there is one', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    const states: CallState[][] = [ana, ben].map(({ call }) => {
      const seen: CallState[] = [];
      call.state$.subscribe((state) => seen.push(state));
      return seen;
    });
    await ana.joins();
    await ben.looksAtLobby();
    await ben.joins();
    expect(states).toEqual([
      [{ phase: 'idle' }, { phase: 'joining' }, { phase: 'joined' }],
      [{ phase: 'idle' }, { phase: 'joining' }, { phase: 'joining', offered: true }, { phase: 'joined' }],
    ]);
  });

  it('shows the newcomer also where the browser never says whether it can be answered', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
    await ben.looksAtLobby();
    jest.spyOn(FakePeerConnection.prototype, 'setRemoteDescription').mockReturnValue(new Promise(() => undefined));
    await ben.joins();
    await stage.pass(250);
    jest.restoreAllMocks();
    expect(ana.peer.name).toBe('Ben');
  });

  it('carries what was found by then; what is found later waits for "joined" and goes from n 1', async () => {
    stage.end();
    stage = new Stage({ server: { latencyMs: 1 } });
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
    ben.call.prepareOffer(stage.server.status);
    ben.call.join('Ben');
    await stage.pass(1);
    expect(ben.signals).toEqual([]);
    await stage.pass(200);
    inOneCall(ana, ben);
    const told = stage.server.handshakes.at(-1)?.offer?.candidates ?? [];
    expect(told.length).toBeLessThan(4);
    const later = ben.signals;
    expect(later.map(({ n, connectionId }) => [n, connectionId])).toEqual(
      later.map((_, index) => [index + 1, '1.1.0']),
    );
    const all = [...told, ...later.flatMap(({ candidates = [] }) => candidates)];
    expect(new Set(all.map(({ candidate }) => candidate)).size).toBe(4);
  });

  it('goes with a join that comes before it has found anything', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
    ben.call.prepareOffer(stage.server.status);
    await ben.joins();
    inOneCall(ana, ben);
    expect(ana.connectionIds).toEqual(['1.1.0']);
  });

  it('sends what is allowed, muted or picked after it was made, without another offer', async () => {
    const ana = stage.person('Ana');
    const ben = stage.person('Ben');
    await ana.joins();
    await ben.looksAtLobby();
    ben.media.turnOffCamera();
    await stage.pass(10);
    expect(ben.host.connections).toHaveLength(1);
    ben.media.turnOnCamera();
    await ben.joins();
    inOneCall(ana, ben);
    expect(ben.host.connections).toHaveLength(1);
  });

  it('is used with relays alone where the room wants it', async () => {
    stage.end();
    stage = new Stage({ server: { relayOnly: true } });
    const [ana, ben] = await stage.twoWarm();
    inOneCall(ana, ben);
    expect(ana.connectionIds).toEqual(['1.1.0']);
    expect(ben.peer.path).toBe('relayed');
  });

  it('is made anew for each join of the same tab', async () => {
    const [ana, ben] = await stage.twoWarm();
    for (let round = 0; round < 3; round++) {
      await ben.leaves();
      expect(ben.host.open).toHaveLength(0);
      await ben.looksAtLobby();
      await ben.joins();
      inOneCall(ana, ben);
    }
    expect(ana.connectionIds).toEqual(['1.1.0']);
    expect(ben.host.connections).toHaveLength(4);
  });

  it('is followed by generation 1 like any other: the later asks, the earlier opens', async () => {
    const [ana, ben] = await stage.twoWarm();
    ben.host.cut();
    await stage.pass(20_000);
    ben.host.heal();
    await stage.pass(10_000);
    inOneCall(ana, ben);
    expect(ana.connectionIds.slice(0, 2)).toEqual(['1.1.0', '1.1.1']);
  });

  it('is left alone where a link breaks after the answer, and its signals are sent again', async () => {
    const [ana, ben] = await stage.twoWarm();
    for (const person of [ana, ben]) {
      stage.server.breakLink(person.id);
      await stage.pass(2_000);
    }
    inOneCall(ana, ben);
    expect(ana.host.connections).toHaveLength(1);
    expect(ana.connectionIds.concat(ben.connectionIds)).not.toContain('1.1.1');
  });

  it('goes on in the call of those who have no devices', async () => {
    const ana = stage.person('Ana', new FakeOutgoingMedia());
    const ben = stage.person('Ben', new FakeOutgoingMedia());
    await ana.joins();
    await ben.looksAtLobby();
    await ben.joins();
    expect(ana.peer.connection).toBe('connected');
    ben.media.turnOnCamera();
    await stage.pass(50);
    expect(ana.host.latest.receives('video')).toBe(true);
  });
});
