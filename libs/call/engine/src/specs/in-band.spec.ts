import type { InBandMessage } from '@holdfast/protocol';
import { Stage, type Person } from './stage';

/** What a person has sent over the data channel of the newest connection, without beats and acks. */
const said = ({ host }: Person) =>
  (host.latest.channel?.sent ?? [])
    .map((text) => JSON.parse(text) as InBandMessage)
    .filter(({ event }) => event !== 'beat' && event !== 'ack');
const events = (person: Person) => [...new Set(said(person).map(({ event }) => event))];

describe('while the server is lost and the connection lives', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    await stage.pass(500);
    expect([...events(ana), ...events(ben)]).toEqual([]);
    stage.server.stop();
    await stage.pass(500);
  });
  afterEach(() => stage.end());

  it('what is muted is told over the connection, and by the server to nobody a second time', async () => {
    ben.media.mute();
    await stage.pass(50);
    expect(ana.peer.presence).toMatchObject({ microphone: 'off', version: 2 });
    ben.media.turnOffCamera();
    await stage.pass(50);
    expect(ana.peer.presence).toMatchObject({ camera: 'off', version: 3 });
    stage.server.start();
    await stage.pass(6_000);
    expect(ana.peer.presence).toMatchObject({ microphone: 'off', camera: 'off', version: 3 });
    expect(ana.peer.connection).toBe('connected');
  });

  it('what is muted is told in the end, also where the other side hears nothing for a while', async () => {
    ana.host.deafen();
    ben.media.mute();
    await stage.pass(300);
    expect(ana.peer.presence.microphone).toBe('on');
    ana.host.heal();
    await stage.pass(300);
    expect(ana.peer.presence.microphone).toBe('off');
  });

  it('a peer that leaves is gone at once, and stays gone when the server comes back and still has the seat', async () => {
    const seat = ben.id;
    const left = ben.call.leave();
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    await stage.pass(20);
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
    await stage.pass(250);
    await left;
    expect(ben.host.open).toHaveLength(0);
    stage.server.start();
    await stage.pass(6_000);
    expect(stage.server.participants.map(({ id }) => id)).toContain(seat);
    expect(ana.call.peers$.value).toEqual([]);
    await expect(stage.server.askStillThere(ana.id, seat)).resolves.toBe(false);
    await ben.joins();
    expect(ben.id).toBe(seat);
    expect(ana.peer).toMatchObject({ id: seat, connection: 'connected' });
  });

  it('a peer that leaves stays gone also where the server takes its dead link for a live one', async () => {
    await ben.leaves();
    stage.server.changeNextJoined((joined) => ({
      ...joined,
      peers: joined.peers.map((peer) => ({ ...peer, state: 'present' })),
    }));
    stage.server.start();
    await stage.pass(6_000);
    expect(ana.call.signaling$.value).toBe('connected');
    expect([ana.call.peers$.value, ana.host.open]).toEqual([[], []]);
  });

  it.each(['earlier', 'later'])(
    'a peer that left and is back before this page, the %s one, is met again',
    async (seat) => {
      const [first, second] = seat === 'earlier' ? [ben, ana] : [ana, ben];
      await first.leaves();
      stage.server.refuseNext('internal', 4_000);
      stage.server.start();
      await stage.pass(3_000);
      expect(second.call.signaling$.value).toBe('lost');
      await first.joins();
      await stage.pass(6_000);
      expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
    },
  );

  it('a peer that leaves without being heard is let go after 250 ms all the same', async () => {
    ana.host.deafen();
    void ben.call.leave();
    await stage.pass(240);
    expect(ben.host.open).toHaveLength(1);
    await stage.pass(20);
    expect(ben.host.open).toHaveLength(0);
  });

  it('a peer that comes through but hears nothing is not called connected, and keeps its seat all the same', async () => {
    ana.host.deafen();
    await stage.pass(3_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['waiting', 'connected']);
    await stage.pass(8_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['unreachable', 'unreachable']);
    stage.server.start();
    await stage.pass(1_000);
    await expect(stage.server.askStillThere(ben.id, ana.id)).resolves.toBe(true);
    ana.host.heal();
    await stage.pass(6_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
  });

  it('a page is told whether it hears a peer that it does not reach, also where that changes later', async () => {
    expect(ben.peer.isReceiving).toBe(true);
    ana.host.deafen();
    await stage.pass(9_500);
    expect(ben.peer).toMatchObject({ connection: 'unreachable', isReceiving: true });
    expect(ana.peer).toMatchObject({ connection: 'unreachable', isReceiving: false });
    ben.host.deafen();
    await stage.pass(2_000);
    expect(ben.peer).toMatchObject({ connection: 'unreachable', isReceiving: false });
  });

  it('a machine that gets another network restarts ICE over the path that still works, and nobody sees anything', async () => {
    const seen = new Set<string>();
    for (const { call } of [ana, ben]) call.peers$.subscribe(([peer]) => seen.add(peer?.connection ?? 'gone'));
    ben.call.networkChanged();
    await stage.pass(200);
    expect(ben.host.latest.restarts).toBe(1);
    expect(ana.host.latest.remoteFragment).toBe(ben.host.latest.localFragment);
    expect(ben.host.latest.remoteFragment).toBe(ana.host.latest.localFragment);
    expect([...seen]).toEqual(['connected']);
    const described = (person: Person) =>
      said(person).flatMap((message) => (message.event === 'signal' ? (message.payload.description?.type ?? []) : []));
    expect([described(ben), described(ana)]).toEqual([['offer'], ['answer']]);
  });

  it('another network is noticed where no event tells of it, and only then is anything restarted', async () => {
    await stage.pass(5_000);
    expect(ben.host.latest.restarts).toBe(0);
    ben.addresses.push('192.168.1.7');
    await stage.pass(1_200);
    expect(ben.host.latest.restarts).toBe(1);
    expect(ana.host.latest.remoteFragment).toBe(ben.host.latest.localFragment);
    stage.server.start();
    await stage.pass(6_000);
    ben.addresses.push('192.168.2.8');
    await stage.pass(6_000);
    expect(ben.host.latest.restarts).toBe(1);
  });

  it('another network is noticed too after the path was gone for a moment', async () => {
    ben.host.cut();
    await stage.pass(3_000);
    ben.host.heal();
    await stage.pass(1_500);
    expect([ben.peer.connection, ben.host.latest.restarts]).toEqual(['connected', 0]);
    ben.addresses.push('192.168.1.7');
    await stage.pass(1_200);
    expect(ben.host.latest.restarts).toBe(1);
  });

  it('a late candidate goes over the connection', async () => {
    ben.host.latest.finds('host');
    await stage.pass(50);
    expect(events(ben)).toEqual(['update', 'signal']); // what it shows went when the link broke
    expect(ana.host.latest.candidates).toHaveLength(4);
  });

  it("a hand-over that leaves no path is shown as unreachable, and mended within 2 s of the server's return", async () => {
    ben.host.move();
    ben.call.networkChanged();
    await stage.pass(8_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['unreachable', 'unreachable']);
    expect(ana.host.latest.restarts).toBe(0);
    expect(ben.host.latest.restarts).toBe(1); // while it still seemed to work
    stage.server.start();
    ana.call.networkChanged();
    ben.call.networkChanged();
    await stage.pass(2_000);
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
    expect(ana.connectionIds).toEqual(['1.1.1']);
    expect(ana.host.latest.receives('video')).toBe(true);
  });

  it('everything goes over the server again once that is back', async () => {
    stage.server.start();
    await stage.pass(6_000);
    const before = said(ben).length;
    ben.media.mute();
    ben.host.latest.finds('host');
    await stage.pass(100);
    expect(ana.peer.presence.microphone).toBe('off');
    expect(said(ben)).toHaveLength(before);
  });
});

describe('between the announced stop of a server and the first try', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    await stage.pass(500);
    stage.server.announceClosing(8_000);
    await stage.pass(100);
  });
  afterEach(() => stage.end());

  it('what had not arrived any more is told over the connection', async () => {
    const thaw = stage.server.freeze(ana.id);
    ben.media.mute();
    await stage.pass(100);
    expect(ana.peer.presence.microphone).toBe('on');
    stage.server.stop();
    await stage.pass(100);
    expect(ben.call.signaling$.value).toBe('server-closing');
    expect(ana.peer.presence.microphone).toBe('off');
    thaw();
  });

  it('another network is noticed', async () => {
    stage.server.stop();
    await stage.pass(1_000);
    ben.addresses.push('192.168.1.7');
    await stage.pass(1_200);
    expect(ben.call.signaling$.value).toBe('server-closing');
    expect(ben.host.latest.restarts).toBe(1);
  });
});

describe('while only the peer is away at the server', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    await stage.pass(500);
    stage.server.refuseNext('internal', 600_000);
    stage.server.breakLink(ben.id);
    await stage.pass(500);
    expect(ana.peer).toMatchObject({ state: 'away', connection: 'connected' });
  });
  afterEach(() => stage.end());

  it('both tell each other what is muted', async () => {
    ana.media.mute();
    ben.media.turnOffCamera();
    await stage.pass(50);
    expect(ben.peer.presence.microphone).toBe('off');
    expect(ana.peer.presence.camera).toBe('off');
  });

  it('its leave ends it', async () => {
    await ben.leaves();
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
  });

  it('the server is told that it is still received, and not after a loss', async () => {
    await expect(stage.server.askStillThere(ana.id, ben.id)).resolves.toBe(true);
    ben.host.cut();
    await stage.pass(2_000);
    await expect(stage.server.askStillThere(ana.id, 'seat-2')).resolves.toBe(false);
  });

  it('its connection is kept when its seat runs out, as long as its beats come', async () => {
    for (const { media } of [ana, ben]) {
      media.mute();
      media.turnOffCamera();
    }
    stage.server.expire('seat-2');
    await stage.pass(30_000);
    expect(ana.peer).toMatchObject({ name: 'Ben', state: 'away', connection: 'connected' });
    ben.host.cut();
    await stage.pass(2_000);
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
  });
});

describe('signals on both ways', () => {
  it('are applied once and in the order of their `n`, also where one of them got lost on the way over the server', async () => {
    const stage = new Stage();
    const [ana, ben] = await stage.two();
    await stage.pass(500);
    const before = ana.host.latest.candidates.length;
    // the server has taken the candidate and hands it to a socket that breaks
    ben.host.latest.finds('relay');
    await stage.pass(6);
    stage.server.breakLink(ana.id);
    await stage.pass(10);
    stage.server.stop();
    await stage.pass(500);
    expect(ana.host.latest.candidates).toHaveLength(before);
    ben.host.latest.finds('host');
    await stage.pass(300);
    expect(ana.host.latest.candidates.slice(before).map(({ type }) => type)).toEqual(['relay', 'host']);
    expect(ana.drops.filter((reason) => reason !== 'repeated')).toEqual([]);
    stage.end();
  });
});
