import type { SignalingState } from '@holdfast/call-engine';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import { eventually, until } from './harness/until';

describe('a server that stops', () => {
  let meeting: Meeting;
  let ana: Person;
  let ben: Person;

  beforeEach(async () => {
    meeting = await Meeting.begin();
    [ana, ben] = await meeting.two();
  });

  afterEach(() => meeting.end());

  const record = (person: Person): { readonly peers: string[]; readonly signaling: SignalingState[] } => {
    const peers: string[] = [];
    const signaling: SignalingState[] = [];
    person.call.peers$.subscribe((now) => peers.push(now.map((peer) => `${peer.name} ${peer.connection}`).join()));
    person.call.signaling$.subscribe((state) => signaling.push(state));
    return { peers, signaling };
  };

  /** What there is of the other one at each change: the same single tile, with media arriving on one connection or another. */
  const watchTile = ({ call, host }: Person): string[] => {
    const seen: string[] = [];
    call.peers$.subscribe((peers) => {
      const arrives = host.open.some((connection) => connection.receives('audio') && connection.receives('video'));
      const [tile] = peers;
      const isWhole =
        peers.length === 1 && arrives && tile?.audio?.readyState === 'live' && tile.video?.readyState === 'live';
      seen.push(isWhole ? 'one tile, seen and heard' : JSON.stringify(peers));
    });
    return seen;
  };

  it('announces it, and the call goes on', async () => {
    const connections = meeting.network.open;
    const seen = [record(ana), record(ben)];
    await meeting.server.stop();
    for (const { call, name } of [ana, ben]) {
      await until(`${name} has lost the server`, call.signaling$, (state) => state !== 'connected');
    }
    for (const { signaling } of seen) expect(signaling.slice(0, 2)).toEqual(['connected', 'server-closing']);
    expect(meeting.network.open).toEqual(connections);
    expect(seen.map(({ peers }) => [...new Set(peers)])).toEqual([['Ben connected'], ['Ana connected']]);
    expect(meeting.server.count('seat-away', meeting.room)).toBe(0);
    expect(meeting.server.count('seat-left', meeting.room)).toBe(0);
    await meeting.server.listen();
  });

  it('and one with an empty store and another secret takes its place: both join anew, and the picture never stops', async () => {
    const seats = [ana.seat.id, ben.seat.id];
    const tiles = [watchTile(ana), watchTile(ben)];
    await meeting.server.stop();
    for (const { call, name } of [ana, ben]) {
      await until(`${name} has lost the server`, call.signaling$, (state) => state !== 'connected');
    }
    await meeting.server.listen({ secret: 'one that no ticket was signed with' });
    for (const { call, name } of [ana, ben]) {
      await until(`${name} is back`, call.signaling$, (state) => state === 'connected');
    }
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(seats).not.toContain(ana.seat.id);
    expect([ana.seat.role, ben.seat.role].sort()).toEqual(['callee', 'caller']);
    expect(await meeting.seats()).toHaveLength(2);
    for (const tile of tiles) expect(new Set(tile)).toEqual(new Set(['one tile, seen and heard']));
    // and all of it works as before
    ana.media.mute();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    await ben.leaves();
    await ana.isAlone();
    // who leaves waits a moment for the word that it was heard over the connection too
    await eventually('no connection is open', () => meeting.network.open.length === 0);
  });

  it('has stopped within 5 s, also when a line is half dead and a lobby is open', async () => {
    const { person: cleo, line } = await meeting.inRoom(await meeting.server.makeRoom()).personOnALine('Cleo');
    await cleo.joins();
    line.hold();
    meeting.person('Dora').call.prepare(true);
    await eventually('the lobby has its transport', async () => (await meeting.server.connections()) === 4);
    const started = Date.now();
    await meeting.server.stop();
    expect(Date.now() - started).toBeLessThan(5_000);
    line.release();
    await meeting.server.listen();
  });
});
