import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import type { Relay } from './harness/relay';
import { eventually, until } from './harness/until';

describe('a mesh of three of whom one is hit', () => {
  let meeting: Meeting;
  let people: [Person, Person, Person];
  let hit: Person;
  let line: Relay;
  let others: [Person, Person];
  /** What the connection between the two who were not hit was like, at each change. */
  let between: Set<string>;

  beforeEach(async () => {
    const empty = await Meeting.begin({}, { connectMs: 2 });
    meeting = empty.inRoom(await empty.server.makeRoom({ capacity: 3 }));
  });

  afterEach(() => meeting.end());

  /** The call of three begins; the one with this place in the order is on a line that can be cut. */
  async function begin(place: number): Promise<void> {
    const made = await Promise.all(['Ana', 'Ben', 'Cleo'].map((name) => meeting.personOnALine(name)));
    people = made.map(({ person }) => person) as typeof people;
    for (const person of people) await person.joins();
    await areInACall();
    ({ person: hit, line } = made[place] as (typeof made)[number]);
    others = people.filter((person) => person !== hit) as typeof others;
    const [one, two] = others;
    between = new Set();
    one.call.peers$.subscribe((peers) =>
      between.add(peers.find(({ name }) => name === two.name)?.connection ?? 'no tile'),
    );
  }

  const areInACall = () =>
    Promise.all(people.map((person) => person.isInCallWith(...people.filter((other) => other !== person))));

  /** Each has two connections and no other, and everybody has a seat, with these places in the order. */
  async function areSettled(orders: readonly number[]): Promise<void> {
    const seats = orders.map((order) => `${order} present`).join();
    await eventually(`the seats are ${seats}, with one connection for each pair`, async () => {
      const now = (await meeting.seats()).map(({ order, state }) => `${order} ${state}`).join();
      return now === seats && people.every(({ host }) => host.open.length === 2);
    });
  }

  const places = [0, 1, 2];
  const faults: [string, () => Promise<unknown> | unknown][] = [
    ['reloads', () => hit.reloads()],
    ['crashes and is opened again', () => (hit.crashes(), hit.opensAgain())],
    [
      'loses the socket',
      async () => {
        line.cut();
        await until(`${hit.name} has noticed`, hit.call.signaling$, (state) => state !== 'connected');
      },
    ],
    [
      'moves to another network',
      async () => {
        hit.host.move();
        hit.call.networkChanged();
        for (const other of others) await meeting.reachable(hit, other);
      },
    ],
  ];

  describe.each(faults)('and %s', (_name, happens) => {
    it.each(places)('has one connection for each pair as before; it has place %d', async (place) => {
      await begin(place);
      await happens();
      await areInACall();
      await areSettled([1, 2, 3]);
      expect(people.map(({ seat }) => seat.role)).toEqual(['caller', 'callee', 'callee']);
      expect([...between]).toEqual(['connected']);
    });
  });

  it.each(places)(
    'and leaves and joins again in the same tab, is last in the order; it had place %d',
    async (place) => {
      await begin(place);
      await hit.leaves();
      await hit.joins();
      await areInACall();
      // who left waits a moment for the word that it was heard over the connections too
      await eventually('everybody has one connection to each', () =>
        people.every(({ host }) => host.open.length === 2),
      );
      expect(hit.seat).toMatchObject({ order: 4, role: 'callee' });
      expect(others.map(({ seat }) => seat.role)).toEqual(['caller', 'callee']);
      expect([...between]).toEqual(['connected']);
    },
  );
});
