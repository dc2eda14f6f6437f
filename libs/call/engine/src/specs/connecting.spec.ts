import { FakeOutgoingMedia } from '../testing';
import { Stage } from './stage';

describe('connecting', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  it('has media both ways after one offer of the earlier seat and one answer of the later', async () => {
    const [ana, ben] = await stage.two();
    for (const { host } of [ana, ben]) {
      expect(host.connections).toHaveLength(1);
      expect(host.latest.receives('audio') && host.latest.receives('video')).toBe(true);
    }
    expect(ana.host.latest.offers).toBe(1);
    expect(ben.host.latest.offers).toBe(0);
    const described = (person: typeof ana) => person.signals.filter(({ description }) => description).map(({ n }) => n);
    expect(described(ana)).toEqual([1]);
    expect(described(ben)).toEqual([1]);
    expect(ana.connectionIds).toEqual(['1.1.1']);
    expect(ben.connectionIds).toEqual(['1.1.1']);
  });

  it('costs the server a handful of messages', async () => {
    await stage.two();
    expect(stage.server.messages).toBeLessThanOrEqual(8);
  });

  it('shows the received tracks and the path', async () => {
    const [ana, ben] = await stage.two();
    const [audio, video] = ana.host.latest.getTransceivers();
    expect(ana.peer).toMatchObject({ path: 'direct', audio: audio?.receiver.track, video: video?.receiver.track });
    expect(ben.peer.audio?.kind).toBe('audio');
    expect(ben.peer.video?.kind).toBe('video');
  });

  it('makes audio, video and the data channel with or without tracks', async () => {
    const ana = stage.person('Ana', new FakeOutgoingMedia());
    const ben = stage.person('Ben', new FakeOutgoingMedia());
    await ana.joins();
    await ben.joins();
    for (const { host, peer } of [ana, ben]) {
      expect(peer.connection).toBe('connected');
      const transceivers = host.latest.getTransceivers();
      expect(transceivers.map(({ kind }) => kind)).toEqual(['audio', 'video']);
      expect(transceivers.map(({ currentDirection }) => currentDirection)).toEqual(['sendrecv', 'sendrecv']);
      expect(host.latest.channel?.init).toEqual({ negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
    }
  });

  it('sends what is allowed late, muted or changed without another negotiation', async () => {
    const ana = stage.person('Ana', new FakeOutgoingMedia());
    const ben = stage.person('Ben');
    await ana.joins();
    await ben.joins();
    expect(ben.host.latest.receives('audio')).toBe(false);
    ana.media.turnOnMicrophone();
    ana.media.turnOnCamera();
    ben.media.mute();
    await stage.pass(50);
    expect(ben.host.latest.receives('audio') && ben.host.latest.receives('video')).toBe(true);
    expect(ana.host.latest.receives('audio')).toBe(false);
    expect(ana.peer.presence).toEqual({ version: 2, microphone: 'off', camera: 'on' });
    ana.media.turnOnCamera();
    await stage.pass(50);
    expect(ben.host.latest.receives('video')).toBe(true);
    expect(ana.host.latest.offers + ben.host.latest.offers).toBe(1);
  });

  it('begins with pictures of a quarter of the size, which are seen sooner, and sends whole ones a second after it is connected', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
    await ben.joins();
    const scales = () => [ana, ben].map(({ host }) => host.latest.getTransceivers()[1]?.sender.scales);
    await stage.pass(700);
    expect(scales()).toEqual([[4], [4]]);
    await stage.pass(500);
    expect(scales()).toEqual([
      [4, 1],
      [4, 1],
    ]);
    await stage.pass(60_000);
    expect(scales()).toEqual([
      [4, 1],
      [4, 1],
    ]);
  });

  it('tells presence whole, with a rising version, and what changed together at once', async () => {
    const [ana, ben] = await stage.two();
    ana.media.mute();
    ana.media.turnOffCamera();
    ana.media.turnOnMicrophone();
    await stage.pass(100);
    expect(ben.peer.presence).toEqual({ version: 4, microphone: 'on', camera: 'off' });
    expect(ana.transport.latest.sent('update').map(({ presence }) => presence.version)).toEqual([2, 4]);
  });

  it('tells presence again a little later where the server would not take it', async () => {
    const [ana, ben] = await stage.two();
    stage.server.failNext('update', 'rate-limited');
    ana.media.mute();
    await stage.pass(900);
    expect(ben.peer.presence.microphone).toBe('on');
    await stage.pass(200);
    expect(ben.peer.presence.microphone).toBe('off');
    await stage.pass(60_000);
    expect(ana.transport.latest.sent('update')).toHaveLength(2);
  });

  it('sends a signal again that came too fast, and the call comes about', async () => {
    const [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    stage.server.failNext('signal', 'rate-limited');
    await ana.joins();
    await ben.joins();
    await stage.pass(1_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
    expect(ana.connectionIds).toEqual(['1.1.1']);
  });

  it('sends media through relays alone where the room wants it', async () => {
    stage.end();
    stage = new Stage({ server: { relayOnly: true } });
    const [ana, ben] = await stage.two();
    for (const { host, peer } of [ana, ben]) {
      expect(host.latest.configured).toMatchObject({ iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle' });
      expect(host.latest.configured.iceServers).toMatchObject([{ urls: ['turn:turn.example'] }]);
      expect(peer.path).toBe('relayed');
    }
    const lines = [...ana.signals, ...ben.signals].flatMap(({ candidates = [] }) => candidates);
    expect(lines.filter(({ candidate }) => candidate.includes('typ host'))).toEqual([]);
  });

  it('says that the way is relayed where nothing else is found', async () => {
    stage.end();
    stage = new Stage({ network: { path: 'relayed' } });
    const [ana] = await stage.two();
    expect(ana.peer.path).toBe('relayed');
  });

  it('sends the candidates of a burst together, ahead those that are reached from other networks, each with its fragment', async () => {
    const [ana] = await stage.two();
    const batches = ana.signals.filter(({ candidates }) => candidates).map(({ candidates = [] }) => candidates);
    expect(batches.map((batch) => batch.length)).toEqual([3, 1]);
    expect(batches[0].map(({ candidate }) => / typ (\w+)/.exec(candidate)?.[1])).toEqual(['relay', 'host', 'host']);
    const fragments = new Set(batches.flat().map(({ usernameFragment }) => usernameFragment));
    expect([...fragments]).toEqual([ana.host.latest.localFragment]);
    expect(ana.signals.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('says "connecting" until the first connection stands', async () => {
    const ana = stage.person('Ana');
    const ben = stage.person('Ben');
    await ana.joins();
    const seen: string[] = [];
    ana.call.peers$.subscribe(([peer]) => peer && seen.push(peer.connection));
    await ben.joins();
    expect([...new Set(seen)]).toEqual(['connecting', 'connected']);
  });

  it('answers the server whether media still comes from a seat', async () => {
    const [ana, ben] = await stage.two();
    await expect(stage.server.askStillThere(ana.id, ben.id)).resolves.toBe(true);
    await expect(stage.server.askStillThere(ana.id, 'nobody')).resolves.toBe(false);
    ben.host.cut();
    await stage.pass(3_000);
    await expect(stage.server.askStillThere(ana.id, ben.id)).resolves.toBe(false);
  });

  it('says that the page goes away, and takes it back when it is shown again', async () => {
    const [ana] = await stage.two();
    ana.call.pageHidden();
    ana.call.pageShown();
    expect(ana.transport.latest.requests.slice(-2).map(({ event }) => event)).toEqual(['closing', 'echo']);
  });
});
