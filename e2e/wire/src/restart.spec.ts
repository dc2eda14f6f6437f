import { BareClient, handshakeFor } from './harness/bare-client';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import type { Relay } from './harness/relay';
import { until } from './harness/until';

describe('a server that comes back with an empty store', () => {
  let meeting: Meeting;
  let ana: Person;
  let ben: Person;
  let lines: { readonly ana: Relay; readonly ben: Relay };
  let before: ReturnType<typeof standing>;
  let connections: readonly unknown[];

  const standing = () => ({
    seats: [ana, ben].map(({ seat: { id, order, role, incarnation } }) => ({ id, order, role, incarnation })),
    peers: [ana, ben].map(({ call }) => call.peers$.value.map(({ name, presence }) => ({ name, presence }))),
    negotiated: meeting.network.open.map(({ offers, restarts }) => ({ offers, restarts })),
  });

  const isBack = async ({ call, name }: Person): Promise<void> => {
    await until(`${name} is back`, call.signaling$, (state) => state === 'connected');
  };

  /** Everybody has the seat, the order and the role of before, and the very same connection. */
  const everythingIsAsBefore = async (): Promise<void> => {
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(standing()).toEqual(before);
    expect(connections).toHaveLength(2);
    expect(meeting.network.open.map((connection) => connections.indexOf(connection))).toEqual([0, 1]);
    expect((await meeting.seats()).map(({ id, order }) => [id, order])).toEqual([
      [ana.seat.id, 1],
      [ben.seat.id, 2],
    ]);
  };

  beforeEach(async () => {
    meeting = await Meeting.begin();
    const [first, second] = [await meeting.personOnALine('Ana'), await meeting.personOnALine('Ben')];
    [ana, ben, lines] = [first.person, second.person, { ana: first.line, ben: second.line }];
    await ana.joins();
    await ben.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    ana.media.mute();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    before = standing();
    connections = meeting.network.open;
    lines.ana.hold(); // the server is killed: nobody hears that it stops
    lines.ben.hold();
    await meeting.server.stop();
    lines.ana.goDown();
    lines.ben.goDown();
    for (const { call, name } of [ana, ben]) {
      await until(`${name} has lost the server`, call.signaling$, (state) => state !== 'connected');
    }
    await meeting.server.listen();
  });

  afterEach(() => meeting.end());

  it('has everything as before where the caller is back first', async () => {
    lines.ana.comeUp();
    await isBack(ana);
    expect(ana.call.peers$.value).toMatchObject([{ name: 'Ben', state: 'away', connection: 'connected' }]);
    lines.ben.comeUp();
    await isBack(ben);
    await everythingIsAsBefore();
  });

  it('has everything as before where the callee is back first', async () => {
    lines.ben.comeUp();
    await isBack(ben);
    const muted = { microphone: 'off' };
    expect(ben.call.peers$.value).toMatchObject([{ name: 'Ana', role: 'caller', state: 'away', presence: muted }]);
    lines.ana.comeUp();
    await isBack(ana);
    await everythingIsAsBefore();
  });

  it('has everything as before where both are back at once', async () => {
    lines.ana.comeUp();
    lines.ben.comeUp();
    await Promise.all([isBack(ana), isBack(ben)]);
    await everythingIsAsBefore();
    expect(meeting.server.count('room-restored', meeting.room)).toBe(1);
    expect(meeting.server.count('seat-joined', meeting.room)).toBe(2);
  });

  it('lets no stranger in between: the room is full for one who comes when the first of them is back', async () => {
    lines.ben.comeUp();
    await isBack(ben);
    expect(await meeting.person('Cleo').isRefused()).toBe('room-full');
    lines.ana.comeUp();
    await isBack(ana);
    await everythingIsAsBefore();
  });

  it('takes the place back from a stranger who was there before them, and says so', async () => {
    const stranger = await BareClient.join(meeting.server.origin, handshakeFor(meeting.room));
    expect(stranger.joined.self).toMatchObject({ order: 1, role: 'caller' });
    lines.ben.comeUp();
    await isBack(ben);
    expect(await stranger.notice('peer-left')).toEqual({ id: stranger.id, reason: 'removed' });
    await stranger.ended();
    expect(await BareClient.refused(meeting.server.origin, stranger.handshake)).toMatchObject({ code: 'room-full' });
    lines.ana.comeUp();
    await isBack(ana);
    await everythingIsAsBefore();
    expect(meeting.server.count('seat-left', meeting.room)).toBe(1);
  });

  it('has everything as before after a second restart, where the first one saw the callee alone', async () => {
    lines.ben.comeUp();
    await isBack(ben);
    lines.ben.hold();
    await meeting.server.stop();
    lines.ben.goDown();
    await until('Ben has lost the server', ben.call.signaling$, (state) => state !== 'connected');
    await meeting.server.listen();
    lines.ana.comeUp();
    await isBack(ana);
    lines.ben.comeUp();
    await isBack(ben);
    await everythingIsAsBefore();
  });

  it('ends like any other: who leaves after it is gone, and nothing is left', async () => {
    lines.ana.comeUp();
    lines.ben.comeUp();
    await Promise.all([isBack(ana), isBack(ben)]);
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    await ana.leaves();
    await ben.isAlone();
    await ben.leaves();
    await meeting.leavesNothing();
  });
});
