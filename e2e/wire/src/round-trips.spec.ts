import type { PeerConnectionFactory } from '@holdfast/call-engine';
import { HalfTrips, type CountedLine } from './harness/half-trips';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';

describe('round trips to the server from the click on join to both sides gathering candidates', () => {
  let meeting: Meeting;
  let trips: HalfTrips;

  beforeEach(async () => {
    meeting = await Meeting.begin();
    trips = new HalfTrips();
  });

  afterEach(async () => {
    await meeting.end();
    trips.stop();
  });

  interface Counted {
    readonly person: Person;
    readonly line: CountedLine;
    /** How many round trips were behind it when the last connection began to gather. */
    readonly gathering: () => number | undefined;
  }

  async function counted(name: string): Promise<Counted> {
    const line = await trips.line(meeting.server.origin);
    const { createConnection } = meeting.network.host(name);
    let halfTrips: number | undefined;
    const watched: PeerConnectionFactory = (configuration) => {
      const connection = createConnection(configuration);
      const setRemoteDescription = connection.setRemoteDescription.bind(connection);
      const setLocalDescription = connection.setLocalDescription.bind(connection);
      // a local description follows from what made the connection or, where it is an answer, from the offer
      let cause = line.now();
      connection.setRemoteDescription = (description) => {
        cause = line.now();
        return setRemoteDescription(description);
      };
      connection.setLocalDescription = (description) => {
        halfTrips = line.countAfter(cause); // gathering begins with the local description (RFC 9429 section 3.5.1)
        return setLocalDescription(description);
      };
      return connection;
    };
    const person = meeting.person(name, line.origin, watched);
    return { person, line, gathering: () => halfTrips && halfTrips / 2 };
  }

  async function countJoin(warm: boolean): Promise<(number | undefined)[]> {
    const ana = await counted('Ana');
    const ben = await counted('Ben');
    await ana.person.joins();
    if (warm) {
      const opens = ben.line.transportOpens();
      ben.person.call.prepare(true);
      await opens;
    }
    trips.reset();
    await ben.person.joins();
    await Promise.all([ana.person.isInCallWith(ben.person), ben.person.isInCallWith(ana.person)]);
    return [ana.gathering(), ben.gathering()];
  }

  it('are 2 with the transport warmed in the lobby', async () => {
    expect(await countJoin(true)).toEqual([1, 2]);
  });

  it('are at most 5 cold: TCP, the upgrade, the handshake, offer and answer', async () => {
    const [ana, ben] = await countJoin(false);
    expect(ana).toBeLessThanOrEqual(4);
    expect(ben).toBeLessThanOrEqual(5);
  });
});
