import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';

describe('one seat', () => {
  let meeting: Meeting;
  let ana: Person;
  let ben: Person;
  let twin: Person;
  beforeEach(async () => {
    meeting = await Meeting.begin();
    [ana, ben] = await meeting.two();
    twin = meeting.person('Ben');
  });
  afterEach(() => meeting.end());

  it('has one tab of a browser: a duplicated one asks nothing of the server until it takes the call over', async () => {
    const seat = ben.seat.id;
    const joins = meeting.server.count('seat-resumed', meeting.room);
    for (const { wire } of [ana, ben]) wire.clear();
    twin.becomesATwinOf(ben);
    await twin.comesTo('elsewhere');
    await ben.isInCallWith(ana);
    expect(meeting.server.count('seat-resumed', meeting.room)).toBe(joins);

    expect([ana, ben, twin].map(({ wire }) => wire.lines)).toEqual([[], [], []]);

    twin.call.takeOver();
    await twin.isInCallWith(ana);
    expect(await ben.comesTo('ended')).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(twin.seat.id).toBe(seat);
    await ana.isInCallWith(twin);
    expect((await meeting.seats()).map(({ state }) => state)).toEqual(['present', 'present']);
    // the socket of the older tab may break before or after the handshake of the newer one
    expect(ana.wire.lines.filter((line) => line !== '< peer-away')).toEqual([
      '< peer-resumed',
      '> signal 1.2.1 offer',
      '< signaled 1.2.1 answer',
    ]);
    expect(ben.wire.lines).toEqual([]); // the lock that it lost has told it
    expect(twin.wire.lines).toEqual([
      '> handshake',
      '< joined resumed',
      '< signaled 1.2.1 offer',
      '> signal 1.2.1 answer',
    ]);
    expect([ana, ben].map(({ host }) => host.open.length)).toEqual([1, 1]); // the tabs are on one machine
  });

  it('goes to the newer of two tabs where the browser has no locks, once, and the older one stops for good', async () => {
    twin.crashes();
    twin.storage = ben.storage.duplicate(); // and a lock of its own
    twin.opensPage();
    expect(await ben.comesTo('ended')).toEqual({ phase: 'ended', reason: 'seat-taken' });
    await twin.isInCallWith(ana);
    await ana.isInCallWith(twin);
    expect(await meeting.seats()).toHaveLength(2);
  });

  it('is left and taken again in the same tab, as often as one likes, and each time there is a call', async () => {
    for (let time = 0; time < 10; time++) {
      const person = time % 2 === 0 ? ben : ana;
      const other = person === ben ? ana : ben;
      // not waited for: a join may come while the leave is still under way
      const left = person.leaves();
      await person.joins();
      await left;
      await person.isInCallWith(other);
      await other.isInCallWith(person);
      expect(await meeting.seats()).toHaveLength(2);
      expect(meeting.network.open).toHaveLength(2);
    }
  });
});
