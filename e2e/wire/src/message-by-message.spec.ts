import { freshId } from './harness/ids';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import { eventually, until } from './harness/until';

/** One call of two, and what each of these does to it: every message on the wire, seats, roles, and one connection each. */
describe('a call of two, message by message', () => {
  let meeting: Meeting;
  let ana: Person;
  let ben: Person;

  beforeEach(async () => {
    meeting = await Meeting.begin({}, { connectMs: 2 }); // a peer that goes is known from the server before the network tells
    [ana, ben] = await meeting.two();
    for (const { wire } of [ana, ben]) wire.clear();
  });

  afterEach(() => meeting.end());

  const areInACall = () => Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);

  /** Ana is the caller in her first seat, Ben the callee in his, and each has one connection. */
  async function areWhereTheyWere(incarnations: readonly [number, number]): Promise<void> {
    await areInACall();
    expect([ana, ben].map(({ seat }) => seat)).toMatchObject([
      { name: 'Ana', order: 1, role: 'caller', incarnation: incarnations[0] },
      { name: 'Ben', order: 2, role: 'callee', incarnation: incarnations[1] },
    ]);
    expect(await meeting.seats()).toMatchObject([
      { id: ana.seat.id, state: 'present' },
      { id: ben.seat.id, state: 'present' },
    ]);
    expect([ana, ben].map(({ host }) => host.open.length)).toEqual([1, 1]);
    expect(meeting.server.count('seat-joined', meeting.room)).toBe(2);
    expect(meeting.server.count('seat-left', meeting.room)).toBe(0);
  }

  it('the second reloads: the first opens between the pages of today', async () => {
    await ben.reloads();
    await areWhereTheyWere([1, 2]);
    expect(ben.wire.lines).toEqual([
      '> closing',
      '> handshake',
      '< joined resumed',
      '< signaled 1.2.1 offer',
      '> signal 1.2.1 answer',
    ]);
    expect(ana.wire.lines.filter((line) => line !== '< peer-away')).toEqual([
      '< peer-resumed',
      '> signal 1.2.1 offer',
      '< signaled 1.2.1 answer',
    ]);
  });

  it('the first reloads: it opens as soon as it has joined', async () => {
    await ana.reloads();
    await areWhereTheyWere([2, 1]);
    expect(ana.wire.lines).toEqual([
      '> closing',
      '> handshake',
      '< joined resumed',
      '> signal 2.1.1 offer',
      '< signaled 2.1.0 asks for the next', // said before the offer came: it goes once more, and counts once
      '> signal 2.1.1 offer',
      '< signaled 2.1.1 answer',
    ]);
    expect(ben.wire.count('> signal 2.1.1 answer')).toBe(1);
  });

  it('the first reloads while the second is away: it waits for the second, and opens then', async () => {
    ben.crashes();
    await ana.sees(ben, 'away');
    await ana.reloads();
    expect(ana.wire.lines).toEqual(['< peer-away', '> closing', '> handshake', '< joined resumed']);
    ana.wire.clear();
    await ben.opensAgain();
    await areWhereTheyWere([2, 2]);
    expect(ana.wire.lines).toEqual(['< peer-resumed', '> signal 2.2.1 offer', '< signaled 2.2.1 answer']);
  });

  it('the first reloads while the second is away by its socket alone: what the second has is of the page before', async () => {
    for (const person of [ana, ben]) await person.leaves();
    meeting = meeting.inRoom(freshId());
    const second = await meeting.personOnALine('Ben');
    [ana, ben] = [meeting.person('Ana'), second.person];
    await ana.joins();
    await ben.joins();
    await areInACall();
    for (const { wire } of [ana, ben]) wire.clear();
    second.line.goDown();
    await ana.sees(ben, 'away', 'connected');
    await ana.reloads();
    expect(ana.wire.lines).toEqual(['< peer-away', '> closing', '> handshake', '< joined resumed']);
    second.line.comeUp();
    await ana.isInCallWith(ben);
    await eventually('the connection to the page of before is closed', () => meeting.network.open.length === 2);
    await areWhereTheyWere([2, 1]);
    expect(ana.wire.lines.slice(4)).toEqual([
      '< peer-resumed 1.1.1',
      '> signal 2.1.1 offer',
      '< signaled 2.1.1 answer',
    ]);
    expect(ben.wire.lines).toEqual([
      '< closed',
      '> handshake 1.1.1',
      '< joined resumed', // Ana has another page: he waits for her offer
      '< signaled 2.1.1 offer',
      '> signal 2.1.1 answer',
    ]);
  });

  it('both reload at once: one offer comes through, on the newest pages of both', async () => {
    for (const person of [ana, ben]) person.closesTab();
    for (const person of [ben, ana]) person.opensPage();
    await areWhereTheyWere([2, 2]);
    expect(ana.wire.count('< signaled 2.2.1 answer')).toBe(1);
    expect(ben.wire.count('> signal 2.2.1 answer')).toBe(1);
    expect([...ana.wire.lines, ...ben.wire.lines].filter((line) => /\.[2-9] /.test(line))).toEqual([]);
  });

  it('the socket of either breaks: the connection is compared and left alone', async () => {
    for (const person of [ana, ben]) await person.leaves();
    meeting = meeting.inRoom(freshId());
    const first = await meeting.personOnALine('Ana');
    const second = await meeting.personOnALine('Ben');
    [ana, ben] = [first.person, second.person];
    await ana.joins();
    await ben.joins();
    await areInACall();
    const connections = meeting.network.open;
    for (const [{ person, line }, other] of [
      [first, ben],
      [second, ana],
    ] as const) {
      for (const { wire } of [ana, ben]) wire.clear();
      line.cut();
      await other.sees(person, 'away', 'connected');
      await areWhereTheyWere([1, 1]);
      expect(person.wire.lines).toEqual(['< closed', '> handshake 1.1.1', '< joined resumed']);
      expect(other.wire.lines).toEqual(['< peer-away', '< peer-resumed 1.1.1']);
    }
    expect(meeting.network.open).toEqual(connections);
    expect(connections.map(({ restarts }) => restarts)).toEqual([0, 0]);
  });

  it('one moves to another network with signaling up: one ICE restart on the same connection', async () => {
    const connections = meeting.network.open;
    ben.host.move();
    ben.call.networkChanged();
    await ana.sees(ben, 'present', 'connected');
    await until('the restart is through', ben.call.peers$, ([peer]) => peer?.connection === 'connected');
    await meeting.reachable(ana, ben);
    await areWhereTheyWere([1, 1]);
    expect(meeting.network.open).toEqual(connections);
    const offers = [ana, ben].map(({ wire }) => wire.count('> signal 1.1.1 offer'));
    const answers = [ana, ben].map(({ wire }) => wire.count('> signal 1.1.1 answer'));
    expect([Math.max(...offers), answers[0] + answers[1]]).toEqual([1, 1]);
    expect([...ana.wire.lines, ...ben.wire.lines].filter((line) => !/ 1\.1\.1 /.test(line))).toEqual([]);
  });

  it('both move at once and both ask for a restart: the polite one rolls back, one offer is answered', async () => {
    const connections = meeting.network.open;
    for (const { host } of [ana, ben]) host.move();
    for (const { call } of [ana, ben]) call.networkChanged();
    await meeting.reachable(ana, ben);
    await areWhereTheyWere([1, 1]);
    expect(meeting.network.open).toEqual(connections);
    expect(ben.wire.count('> signal 1.1.1 answer')).toBe(1);
    expect(ana.wire.count('> signal 1.1.1 answer')).toBe(0);
  });

  it('leaves and joins again in the same tab: a new seat behind the other, who is caller now', async () => {
    await ana.leaves();
    await ben.isAlone();
    await ana.joins();
    await areInACall();
    expect([ana, ben].map(({ seat }) => [seat.order, seat.role, seat.incarnation])).toEqual([
      [3, 'callee', 1],
      [2, 'caller', 1],
    ]);
    expect(ana.wire.lines).toEqual([
      '> leave',
      '> handshake',
      '< joined',
      '< signaled 1.1.1 offer',
      '> signal 1.1.1 answer',
    ]);
    expect(ben.wire.lines).toEqual([
      '< peer-left left',
      '< role-changed',
      '< peer-joined',
      '> signal 1.1.1 offer',
      '< signaled 1.1.1 answer',
    ]);
    expect([ana, ben].map(({ host }) => host.open.length)).toEqual([1, 1]);
  });
});
