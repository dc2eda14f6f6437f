import { FakeOutgoingMedia } from '../testing';
import { Stage, type Person } from './stage';

describe('the offer of a lobby', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  const begin = async (server: ConstructorParameters<typeof Stage>[0] = {}, media = FakeOutgoingMedia.on()) => {
    stage = new Stage(server);
    [ana, ben] = [stage.person('Ana'), stage.person('Ben', media)];
    await ana.joins();
  };
  afterEach(() => stage.end());

  const look = (change: object = {}) => ben.call.prepareOffer({ ...stage.server.status, ...change });

  it('is made where one other is in a room of two, and only there', async () => {
    await begin();
    for (const room of [{ taken: 0 }, { taken: 2 }, { capacity: 3 }, { iceServers: undefined }]) {
      look(room);
      expect(ben.host.open).toHaveLength(0);
    }
    look();
    expect(ben.host.open).toHaveLength(1);
    look({ taken: 2 });
    expect(ben.host.open).toHaveLength(0);
  });

  it('stays while the lobby hears the same again', async () => {
    await begin();
    for (let round = 0; round < 20; round++) {
      look();
      await stage.pass(5_000);
    }
    expect(ben.host.connections).toHaveLength(1);
  });

  it('is closed where nobody looks at the lobby any more', async () => {
    await begin();
    look();
    ben.call.prepareOffer(null);
    expect(ben.host.open).toHaveLength(0);
    await ben.joins();
    expect(stage.server.handshakes.at(-1)?.offer).toBeUndefined();
    expect(ben.peer.connection).toBe('connected');
  });

  it('is not made by a page that comes back to its seat: the server would hand none over', async () => {
    await begin();
    await ben.joins();
    ben.closesPage();
    ben.reloads();
    look({ taken: 1 });
    await stage.pass(1_000);
    expect(stage.server.handshakes.at(-1)?.offer).toBeUndefined();
    expect(ben.host.open).toHaveLength(1);
  });

  it('is made anew with the first device that is allowed, because browsers tell more addresses then; not with the second', async () => {
    await begin({}, new FakeOutgoingMedia());
    look();
    ben.media.turnOnMicrophone();
    expect(ben.host.connections).toHaveLength(2);
    ben.media.turnOnCamera();
    ben.media.mute();
    ben.media.turnOnMicrophone();
    expect(ben.host.connections).toHaveLength(2);
    expect(ben.host.open).toHaveLength(1);
  });

  it('is made anew on another network: what was found before leads nowhere', async () => {
    await begin();
    look();
    await stage.pass(100);
    ben.host.move();
    ben.call.networkChanged();
    expect(ben.host.open).toHaveLength(1);
    await stage.pass(100);
    await ben.joins();
    expect(ben.peer.connection).toBe('connected');
    expect(ana.connectionIds).toEqual(['1.1.0']);
  });

  it('is made anew with fresh credentials before the old ones run out', async () => {
    await begin({ server: { iceTtlMs: 300_000 } });
    const users = () => ben.host.connections.map(({ configured }) => configured.iceServers?.[0]?.username);
    for (let second = 0; second < 600; second += 5) {
      look();
      await stage.pass(5_000);
      expect(ben.host.open).toHaveLength(1);
    }
    expect(new Set(users()).size).toBe(3);
  });

  it('is closed when its credentials run out and the room gives no others', async () => {
    await begin({ server: { iceTtlMs: 300_000 } });
    look();
    await stage.pass(240_000);
    expect(ben.host.open).toHaveLength(0);
  });

  it('goes through relays alone where the person wants it: one that was made without is closed at once', async () => {
    await begin();
    look();
    ben.call.relayOnly(true);
    const [first, second] = ben.host.connections;
    expect(first?.signalingState).toBe('closed');
    expect(second?.configured.iceTransportPolicy).toBe('relay');
    await stage.pass(100);
    await ben.joins();
    const { candidates = [] } = stage.server.handshakes.at(-1)?.offer ?? {};
    expect(candidates.filter(({ candidate }) => candidate !== '' && !candidate.includes('typ relay'))).toEqual([]);
    expect(candidates.length).toBeGreaterThan(0);
    expect(ben.peer).toMatchObject({ connection: 'connected', path: 'relayed' });
  });

  it('is not told by a person who wants relays alone in the moment of the join', async () => {
    await begin();
    look();
    await stage.pass(100);
    ben.call.join('Ben');
    ben.call.relayOnly(true);
    await stage.pass(300);
    const told = stage.server.handshakes.at(-1)?.offer?.candidates ?? [];
    expect(told.filter(({ candidate }) => candidate.includes('typ host'))).toEqual([]);
    expect(ben.peer).toMatchObject({ connection: 'connected', path: 'relayed' });
  });

  it('is not told again in a handshake that is repeated after the person has asked for relays alone', async () => {
    await begin();
    look();
    await stage.pass(100);
    stage.server.refuseNext('server-closing', 500);
    ben.call.join('Ben');
    await stage.pass(100);
    ben.call.relayOnly(true);
    await stage.pass(2_000);
    expect(stage.server.handshakes.slice(-2).map(({ offer }) => offer !== undefined)).toEqual([true, false]);
    expect(ben.peer).toMatchObject({ connection: 'connected', path: 'relayed' });
  });

  it('is not used where the room turns out to want relays alone: generation 1 is asked for', async () => {
    await begin({ server: { relayOnly: true } });
    look({ relayOnly: false });
    await stage.pass(100);
    await ben.joins();
    await stage.pass(200);
    expect(ben.peer).toMatchObject({ connection: 'connected', path: 'relayed' });
    expect(ben.host.open.map(({ configured }) => configured.iceTransportPolicy)).toEqual(['relay']);
    expect(ana.connectionIds).toContain('1.1.1');
  });

  it('leaves one connection at most, for an hour in which devices come and go and the page is hidden and shown', async () => {
    await begin({ server: { iceTtlMs: 300_000 } }, new FakeOutgoingMedia());
    const { media, call, host } = ben;
    const acts = [
      () => media.turnOnMicrophone(),
      () => media.turnOnCamera(),
      () => call.prepareOffer(null),
      () => media.mute(),
      () => call.networkChanged(),
      () => media.turnOffCamera(),
      () => look({ taken: 2 }),
    ];
    for (let second = 0; second < 3_600; second += 5) {
      acts[(second / 5) % acts.length]?.();
      look();
      expect(host.open.length).toBeLessThanOrEqual(1);
      await stage.pass(5_000);
      expect(host.open).toHaveLength(1);
    }
    call.dispose();
    expect(host.open).toHaveLength(0);
    expect(host.connections.map(({ listeners }) => listeners).filter((listeners) => listeners > 0)).toEqual([]);
    expect(media.audio$.observed || media.video$.observed).toBe(false);
  });

  it('does without one where the browser makes none, and the join comes about', async () => {
    await begin();
    look({ iceServers: [{ urls: ['unreadable:'] }] });
    await stage.pass(100);
    await ben.joins();
    expect(ben.peer.connection).toBe('connected');
  });
});
