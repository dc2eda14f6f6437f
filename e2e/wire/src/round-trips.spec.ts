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
    /** The same when the answer to an offer of this side was there; `undefined` where there was none. */
    readonly answered: () => number | undefined;
    /** What was before counts no more. */
    readonly reset: () => void;
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
    const untilAnswer = line.arrivalOf('"type":"answer"');
    const roundTrips = (half: number | undefined): number | undefined => half && half / 2;
    return {
      person,
      line,
      gathering: () => roundTrips(halfTrips),
      answered: () => roundTrips(untilAnswer()),
      reset: () => (halfTrips = undefined),
    };
  }

  async function countJoin(
    ready: 'nothing' | 'transport' | 'transport and offer',
  ): Promise<readonly [Counted, Counted]> {
    const ana = await counted('Ana');
    const ben = await counted('Ben');
    await ana.person.joins();
    if (ready !== 'nothing') {
      const opens = ben.line.transportOpens();
      ben.person.call.prepare(true);
      await opens;
    }
    if (ready === 'transport and offer') await ben.person.hasOfferReady(await meeting.server.roomStatus(meeting.room));
    trips.reset();
    ben.reset();
    await ben.person.joins();
    await Promise.all([ana.person.isInCallWith(ben.person), ben.person.isInCallWith(ana.person)]);
    return [ana, ben];
  }

  it('are 2 with the transport warmed in the lobby, and a third one until the answer is there', async () => {
    const [ana, ben] = await countJoin('transport');
    expect([ana.gathering(), ben.gathering()]).toEqual([1, 2]);
    expect([ana.answered(), ben.answered()]).toEqual([3, undefined]);
  });

  it('are 1 with an offer made in the lobby: the newcomer gathers nothing more, and the second one brings the answer', async () => {
    const [ana, ben] = await countJoin('transport and offer');
    expect([ana.gathering(), ben.gathering()]).toEqual([1, undefined]);
    expect([ana.answered(), ben.answered()]).toEqual([undefined, 2]);
  });

  it('are at most 5 cold: TCP, the upgrade, the handshake, offer and answer', async () => {
    const [ana, ben] = await countJoin('nothing');
    expect(ana.gathering()).toBeLessThanOrEqual(4);
    expect(ben.gathering()).toBeLessThanOrEqual(5);
  });
});
