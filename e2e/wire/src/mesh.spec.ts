import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';

describe('a mesh of three in a room made for four', () => {
  let meeting: Meeting;
  let people: [Person, Person, Person];

  beforeEach(async () => {
    const empty = await Meeting.begin();
    meeting = empty.inRoom(await empty.server.makeRoom({ capacity: 4 }));
    people = [meeting.person('Ana'), meeting.person('Ben'), meeting.person('Cleo')];
    for (const person of people) await person.joins();
    await everybodyIsInTheCall(people);
  });

  afterEach(() => meeting.end());

  /** All pairs, each with one connection. */
  async function everybodyIsInTheCall(present: readonly Person[]): Promise<void> {
    await Promise.all(present.map((person) => person.isInCallWith(...present.filter((other) => other !== person))));
    for (const { host } of present) expect(host.open).toHaveLength(present.length - 1);
  }

  const roles = (): string[] => people.map(({ seat }) => seat.role);

  it('connects all pairs; the earlier of each made the offer', () => {
    expect(roles()).toEqual(['caller', 'callee', 'callee']);
    const offers = people.map(({ host }) => host.connections.reduce((sum, { offers: made }) => sum + made, 0));
    expect(offers).toEqual([2, 1, 0]);
  });

  it('goes on between the two who stay when the caller leaves', async () => {
    const [ana, ben, cleo] = people;
    const between = ben.host.open.filter(({ localFragment }) =>
      cleo.host.open.some(({ remoteFragment }) => remoteFragment === localFragment),
    );
    await ana.leaves();
    await everybodyIsInTheCall([ben, cleo]);
    await ben.hasRole('caller');
    expect(cleo.seat.role).toBe('callee');
    expect(ben.host.open).toEqual(between);
    expect(ana.host.open).toEqual([]);
  });

  it.each([0, 1, 2])('has the %#. of three back after a reload, and the other two never noticed', async (index) => {
    const reloading = people[index] as Person;
    const others = people.filter((person) => person !== reloading) as [Person, Person];
    const { id } = reloading.seat;
    const seen: string[] = [];
    const [one, two] = others;
    one.call.peers$.subscribe((peers) =>
      seen.push(peers.find(({ id: peer }) => peer === two.seat.id)?.connection ?? ''),
    );
    await reloading.reloads();
    await everybodyIsInTheCall(people);
    expect(reloading.seat).toMatchObject({ id, incarnation: 2 });
    expect(roles()).toEqual(['caller', 'callee', 'callee']);
    expect([...new Set(seen)]).toEqual(['connected']);
  });

  it('takes a fourth, and refuses a fifth', async () => {
    const dora = meeting.person('Dora');
    await dora.joins();
    await everybodyIsInTheCall([...people, dora]);
    expect(await meeting.person('Emil').isRefused()).toBe('room-full');
  });
});
