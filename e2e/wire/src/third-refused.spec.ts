import { FakeSeatLock } from '@holdfast/call-engine/testing';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import { until } from './harness/until';

describe('a room for two', () => {
  let meeting: Meeting;

  beforeEach(async () => {
    meeting = await Meeting.begin();
  });

  afterEach(() => meeting.end());

  /** Every word that a call hears of its peers from now on. */
  const peersSeenBy = (person: Person): string[] => {
    const seen: string[] = [];
    person.call.peers$.subscribe((peers) => seen.push(peers.map((peer) => `${peer.name} ${peer.connection}`).join()));
    return seen;
  };

  it('refuses the third; "try again" works as soon as a seat is free, and the call was not touched', async () => {
    const [ana, ben] = await meeting.two();
    const seen = peersSeenBy(ana);
    const cleo = meeting.person('Cleo');
    expect(await cleo.isRefused()).toBe('room-full');
    expect(await cleo.isRefused()).toBe('room-full');
    expect(seen).toEqual(['Ben connected']);
    await ben.leaves();
    await cleo.joins();
    await Promise.all([cleo.isInCallWith(ana), ana.isInCallWith(cleo)]);
    expect(await ben.isRefused()).toBe('room-full');
  });

  it('lets the one who was refused in from a transport that was warmed again', async () => {
    const [, ben] = await meeting.two();
    const cleo = meeting.person('Cleo');
    cleo.call.prepare(true);
    expect(await cleo.isRefused()).toBe('room-full');
    cleo.call.prepare(true);
    await ben.leaves();
    await cleo.joins();
  });

  it('never refuses a reload for its own ghost, also when the page could not say a word', async () => {
    const [ana, ben] = await meeting.two();
    const { id } = ben.seat;
    for (let i = 0; i < 5; i++) {
      ben.crashes();
      await ben.opensAgain();
      expect(ben.seat.id).toBe(id);
    }
    await Promise.all([ben.isInCallWith(ana), ana.isInCallWith(ben)]);
    expect(await meeting.person('Cleo').isRefused()).toBe('room-full');
  });

  it('never refuses a reload while the older line is half dead', async () => {
    const ana = meeting.person('Ana');
    const { person: ben, line } = await meeting.personOnALine('Ben');
    await ana.joins();
    await ben.joins();
    await ana.isInCallWith(ben);
    const { id } = ben.seat;
    line.hold();
    await ben.reloads();
    expect(ben.seat.id).toBe(id);
    await Promise.all([ben.isInCallWith(ana), ana.isInCallWith(ben)]);
    line.release();
    await ben.isInCallWith(ana);
    expect(await meeting.seats()).toHaveLength(2);
  });

  it.each([
    ['the answer to CONNECT', '40{"sid"'],
    ['joined', '42["joined"'],
  ])('has one seat for one whose line is cut between admission and %s', async (_what, bytes) => {
    const ana = meeting.person('Ana');
    await ana.joins();
    const { person: ben, line } = await meeting.personOnALine('Ben');
    const cut = line.cutBefore(bytes);
    await Promise.all([ben.joins(), cut]);
    await Promise.all([ben.isInCallWith(ana), ana.isInCallWith(ben)]);
    expect((await meeting.seats()).map(({ shown }) => shown?.name)).toEqual(['Ana', 'Ben']);
    expect(meeting.server.count('seat-joined', meeting.room)).toBe(2);
    expect(ben.seat).toMatchObject({ order: 2, incarnation: 1 });
  });

  it('has one page for a seat: the one that takes it over stays, the other ends and does not come back', async () => {
    const [ana, ben] = await meeting.two();
    const older = ben.call;
    ben.lock = new FakeSeatLock(); // as over plain http, where pages know nothing of each other
    await ben.opensAgain();
    await until('the older page ends', older.state$, ({ phase }) => phase === 'ended');
    expect(older.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    await Promise.all([ben.isInCallWith(ana), ana.isInCallWith(ben)]);
    expect(older.signaling$.value).toBe('closed');
    expect(ben.host.open).toHaveLength(1);
    older.dispose();
  });
});
