import { Stage, type Person } from './stage';

describe('a mesh', () => {
  let stage: Stage;
  let people: Person[];
  afterEach(() => stage.end());

  const gather = async (count: number) => {
    stage = new Stage({ server: { capacity: count } });
    people = Array.from({ length: count }, (_, index) => stage.person(`P${index}`));
    for (const person of people) await person.joins();
  };

  const allConnected = (among = people) =>
    among.every(
      ({ call, host }) =>
        call.peers$.value.length === among.length - 1 &&
        call.peers$.value.every(({ connection }) => connection === 'connected') &&
        host.open.length === among.length - 1,
    );

  it('of eight connects everybody with everybody, each sees the others by order', async () => {
    await gather(8);
    expect(allConnected()).toBe(true);
    expect(people[3]?.call.peers$.value.map(({ order }) => order)).toEqual([1, 2, 3, 5, 6, 7, 8]);
    expect(people[3]?.call.peers$.value.filter(({ role }) => role === 'caller')).toHaveLength(1);
  });

  it('of three goes on when the middle one reloads, leaves and comes back', async () => {
    await gather(3);
    const [first, middle, last] = people as [Person, Person, Person];
    middle.reloads();
    await stage.pass(500);
    expect(allConnected()).toBe(true);
    expect(first.host.connections).toHaveLength(3);
    await middle.leaves();
    expect(allConnected([first, last])).toBe(true);
    await middle.joins();
    expect(allConnected()).toBe(true);
    expect(first.host.connections).toHaveLength(4);
  });

  it('of three heals one who moved without touching the other two', async () => {
    await gather(3);
    people[2]?.host.move();
    await stage.pass(4_000);
    expect(allConnected()).toBe(true);
    const between = people[0]?.host.open.find((connection) => connection.restarts === 0);
    expect(between?.connectionState).toBe('connected');
  });
});
