import type { FakeHost, FakePeerConnection } from '@holdfast/call-engine/testing';
import type { Candidate, Description, WarmOffer } from '@holdfast/protocol';
import { BareClient, handshakeFor } from './harness/bare-client';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import { eventually, until } from './harness/until';

describe('an offer made in the lobby, message by message', () => {
  let meeting: Meeting;
  beforeEach(async () => {
    meeting = await Meeting.begin();
  });
  afterEach(() => meeting.end());

  /** Somebody who is there already and speaks by hand, with a connection that is driven by hand. */
  async function bare(): Promise<{ readonly ana: BareClient; readonly host: FakeHost }> {
    const ana = await BareClient.join(meeting.server.origin, handshakeFor(meeting.room, { name: 'Ana' }));
    return { ana, host: meeting.network.host('Ana') };
  }

  async function looksAtLobby(person: Person): Promise<void> {
    await person.hasOfferReady(await meeting.server.roomStatus(meeting.room));
  }

  /** The browser finds one more address. */
  function findsLate(person: Person): Candidate {
    const { latest } = person.host;
    const found = {
      candidate: `candidate:9 1 udp 2122260223 ${person.host.address} 9 typ host ufrag ${latest.localFragment}`,
      sdpMid: '0',
      sdpMLineIndex: 0,
      usernameFragment: latest.localFragment as string,
    };
    latest.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { ...found, toJSON: () => found } }));
    return found;
  }

  function connects(host: FakeHost): FakePeerConnection {
    host.createConnection({});
    return host.latest;
  }

  async function describes(connection: FakePeerConnection): Promise<Description> {
    for (const transceiver of connection.getTransceivers()) transceiver.direction = 'sendrecv';
    connection.createDataChannel('holdfast', { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
    await connection.setLocalDescription();
    return connection.localDescription as Description;
  }

  async function answers(host: FakeHost, offer: WarmOffer): Promise<Description> {
    const connection = connects(host);
    await connection.setRemoteDescription(offer.description);
    for (const candidate of offer.candidates) await connection.addIceCandidate(candidate);
    return describes(connection);
  }

  it('goes with the handshake, is answered on generation 0, and what is found later goes from n 1', async () => {
    const { ana, host } = await bare();
    const ben = meeting.person('Ben');
    await looksAtLobby(ben);
    expect(ana.told.map(({ event }) => event)).toEqual(['joined']);

    ben.call.join('Ben');
    const { peer, offer } = await ana.notice('peer-joined');
    expect(peer).toMatchObject({ name: 'Ben', order: 2, incarnation: 1 });
    expect(offer?.description).toMatchObject({ type: 'offer', sdp: expect.stringContaining('a=ice-ufrag') });
    expect(offer?.candidates).toHaveLength(4);

    const late = findsLate(ben);
    const signaled = await ana.notice('signaled');
    expect(signaled).toEqual({ from: peer.id, connectionId: '1.1.0', n: 1, candidates: [late] });

    const description = await answers(host, offer as WarmOffer);
    expect(await ana.signal(peer.id, { connectionId: '1.1.0', n: 1, description })).toEqual({});
    await ben.sees({ name: 'Ana' } as Person, 'present', 'connected');
    await ana.settled();
    expect(ana.all('signaled')).toHaveLength(1);
    expect(ben.host.connections).toHaveLength(1);
    ana.hangUp();
  });

  it('is asked away after 3 s, where the page that got it is frozen; the earlier opens generation 1', async () => {
    const { ana, host } = await bare();
    const ben = meeting.person('Ben');
    await looksAtLobby(ben);
    const { peer, offer } = (ben.call.join('Ben'), await ana.notice('peer-joined'));
    expect(offer).toBeDefined();

    const asked = await ana.notice('signaled');
    expect(asked).toEqual({ from: peer.id, connectionId: '1.1.0', n: 1, restart: true });
    expect(ben.host.open).toHaveLength(1);

    const connection = connects(host);
    connection.addTransceiver('audio', { direction: 'sendrecv' });
    connection.addTransceiver('video', { direction: 'sendrecv' });
    const description = await describes(connection);
    await ana.signal(peer.id, { connectionId: '1.1.1', n: 1, description });
    const answer = await ana.notice('signaled', 1);
    expect(answer).toMatchObject({ connectionId: '1.1.1', n: 1, description: { type: 'answer' } });
    await connection.setRemoteDescription(answer.description as Description);
    const { candidates = [] } = await ana.notice('signaled', 2);
    for (const candidate of candidates) await connection.addIceCandidate(candidate);
    await ben.sees({ name: 'Ana' } as Person, 'present', 'connected');
    expect(ben.host.open).toHaveLength(1);
    ana.hangUp();
  });

  it('comes to one call of two engines, again and again in the same tabs', async () => {
    const [ana, ben] = [meeting.person('Ana'), meeting.person('Ben')];
    await ana.joins();
    for (let round = 0; round < 3; round++) {
      await looksAtLobby(ben);
      const { latest } = ben.host;
      await ben.joins();
      await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
      expect(ben.host.open).toEqual([latest]);
      expect(ana.host.latest.offers).toBe(0);
      await ben.leaves();
      await ana.isAlone();
    }
    await ana.leaves();
    await meeting.leavesNothing();
  });

  it('is answered late by a page whose line was held up', async () => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await looksAtLobby(ben);
    line.hold();
    await ben.joins();
    await ben.sees(ana, 'present', 'connecting');
    line.release();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect([ana.host.connections, ben.host.connections].map((made) => made.length)).toEqual([1, 1]);
  });

  it('is closed by who lost the race for the seat; the other one is in the call with it', async () => {
    const [ana, ben, cleo] = [meeting.person('Ana'), meeting.person('Ben'), meeting.person('Cleo')];
    await ana.joins();
    await Promise.all([looksAtLobby(ben), looksAtLobby(cleo)]);
    for (const { call, name } of [ben, cleo]) call.join(name);
    const hears = (person: Person) =>
      until(`${person.name} hears what became of the join`, person.call.state$, ({ phase }) => phase !== 'joining');
    const [winner, loser] = (await hears(ben), await hears(cleo)).phase === 'refused' ? [ben, cleo] : [cleo, ben];
    await Promise.all([ana.isInCallWith(winner), winner.isInCallWith(ana)]);
    expect(loser.call.state$.value).toMatchObject({ phase: 'refused', refusal: { code: 'room-full' } });
    expect(loser.host.open).toEqual([]);
  });

  it('leaves the call to the next page, where the newcomer reloads right after the click', async () => {
    const [ana, ben] = [meeting.person('Ana'), meeting.person('Ben')];
    await ana.joins();
    await looksAtLobby(ben);
    await ben.joins();
    await ben.reloads();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(ben.seat).toMatchObject({ order: 2, incarnation: 2 });
    await eventually('one connection each is left', () => meeting.network.open.length === 2);
  });
});
