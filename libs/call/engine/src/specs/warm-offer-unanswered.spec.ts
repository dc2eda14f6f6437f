import { TIMES, type Handshake, type WarmOffer } from '@holdfast/protocol';
import { Stage, type Person } from './stage';

/** Where an offer that was made in the lobby gets no answer, or is not what it should be. */
describe('an offer made in the lobby that leads to nothing', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = [stage.person('Ana'), stage.person('Ben')];
    await ana.joins();
  });
  afterEach(() => stage.end());

  const inOneCall = (...people: readonly Person[]) => {
    for (const { host, peer } of people) {
      expect(peer.connection).toBe('connected');
      expect(host.open).toHaveLength(1);
      expect(host.latest.receives('video')).toBe(true);
    }
  };
  const asks = ({ signals }: Person) =>
    signals.filter(({ restart }) => restart).map(({ connectionId }) => connectionId);

  it('is followed by a request for generation 1 after 3 s, where the page that got it is frozen; both come to one call', async () => {
    await ben.looksAtLobby();
    const thaw = stage.server.freeze(ana.id);
    await ben.joins();
    await stage.pass(2_700);
    expect(asks(ben)).toEqual([]);
    await stage.pass(200);
    expect(asks(ben)).toEqual(['1.1.0']);
    expect(ben.host.open).toHaveLength(1);
    await stage.pass(20_000);
    expect(ben.peer.connection).not.toBe('connected');
    thaw();
    await stage.pass(5_000);
    inOneCall(ana, ben);
  });

  it('takes an answer that comes late, as long as nothing newer was begun', async () => {
    await ben.looksAtLobby();
    const thaw = stage.server.freeze(ana.id);
    await ben.joins();
    await stage.pass(2_000);
    thaw();
    await stage.pass(200);
    inOneCall(ana, ben);
    expect(ana.connectionIds).toEqual(['1.1.0']);
    await stage.pass(5_000);
    expect(asks(ben)).toEqual([]);
  });

  it('ends with the newcomer who leaves before the answer', async () => {
    await ben.looksAtLobby();
    ben.call.join('Ben');
    await stage.pass(12);
    await ben.leaves();
    expect(ana.call.peers$.value).toEqual([]);
    expect(stage.network.open).toHaveLength(0);
  });

  it('ends with the newcomer who reloads right after the click; the next page is in the call', async () => {
    await ben.looksAtLobby();
    for (const ms of [0, 6, 11, 16]) {
      ben.call.join('Ben');
      await stage.pass(ms);
      ben.closesPage();
      ben.reloads();
      ben.call.join('Ben');
      await stage.pass(40_000);
      inOneCall(ana, ben);
      await ben.leaves();
      await ben.looksAtLobby();
    }
  });

  it('is closed where the other one has gone meanwhile: the newcomer waits, and the next one finds it', async () => {
    await ben.looksAtLobby();
    await ana.leaves();
    await ben.joins();
    expect(ben.call.peers$.value).toEqual([]);
    expect(ben.host.open).toHaveLength(0);
    await ana.looksAtLobby();
    await ana.joins();
    inOneCall(ana, ben);
    expect(ben.connectionIds).toEqual(['1.1.0']);
  });

  it('waits for the other one who is away, and is replaced by what comes of the return', async () => {
    await ben.looksAtLobby();
    ben.call.join('Ben');
    await stage.pass(6);
    stage.server.breakLink(ana.id);
    await stage.pass(10_000);
    inOneCall(ana, ben);
  });

  it('is closed where the seat was taken by somebody else: the refused one holds nothing', async () => {
    const cleo = stage.person('Cleo');
    await ben.looksAtLobby();
    await cleo.looksAtLobby();
    ben.call.join('Ben');
    cleo.call.join('Cleo');
    await stage.pass(300);
    inOneCall(ana, ben);
    expect(cleo.call.state$.value).toMatchObject({ phase: 'refused', refusal: { code: 'room-full' } });
    expect(cleo.host.open).toHaveLength(0);
  });

  it('goes again with a handshake that is repeated, as long as nobody has it', async () => {
    await ben.looksAtLobby();
    stage.server.refuseNext('server-closing', 500);
    ben.call.join('Ben');
    await stage.pass(2_000);
    inOneCall(ana, ben);
    expect(ana.connectionIds).toEqual(['1.1.0']);
  });

  it('is closed where the first handshake had got through after all: the seat is resumed and the plain path taken', async () => {
    await ben.looksAtLobby();
    stage.server.changeNextJoined(() => null);
    ben.call.join('Ben');
    await stage.pass(TIMES.joinTimeout + 2_000);
    inOneCall(ana, ben);
    expect(stage.server.handshakes.filter(({ offer }) => offer)).toHaveLength(2);
    expect(ana.connectionIds).toContain('1.1.1');
  });

  it('costs no rung of the ladder where the link breaks before "joined" is there: the earlier opens generation 1 at the return', async () => {
    await ben.looksAtLobby();
    stage.server.changeNextJoined(() => null);
    ben.call.join('Ben');
    await stage.pass(12);
    stage.server.breakLink('seat-2');
    await stage.pass(2_000);
    inOneCall(ana, ben);
  });

  describe('handed over changed', () => {
    const joinsWith = async (change: (handshake: Handshake) => Handshake) => {
      await ben.looksAtLobby();
      stage.server.changeNextHandshake(change);
      await ben.joins();
    };
    const withOffer = (change: (offer: WarmOffer) => WarmOffer) => (handshake: Handshake) =>
      handshake.offer ? { ...handshake, offer: change(handshake.offer) } : handshake;

    it("is replaced by generation 1 at once, where the description can't be applied", async () => {
      await joinsWith(withOffer((offer) => ({ ...offer, description: { type: 'offer', sdp: 'v=0\r\n' } })));
      inOneCall(ana, ben);
      expect(ana.connectionIds).toEqual(['1.1.1']);
      expect(asks(ben)).toEqual([]);
    });

    it("is answered, where it is only a candidate that can't be added", async () => {
      const odd = { candidate: 'candidate:1', usernameFragment: 'nobody' };
      await joinsWith(withOffer((offer) => ({ ...offer, candidates: [odd, ...offer.candidates] })));
      inOneCall(ana, ben);
      expect(ana.connectionIds).toEqual(['1.1.0']);
    });

    it('is missed by a server that does not know offers: closed, and the plain path taken', async () => {
      await joinsWith(({ offer: _, ...handshake }) => handshake);
      inOneCall(ana, ben);
      expect(ana.connectionIds).toEqual(['1.1.1']);
    });
  });

  it('is closed where the server names somebody who is not there, and the plain path is taken', async () => {
    await ben.looksAtLobby();
    stage.server.changeNextJoined((joined) => ({ ...joined, offer: { deliveredTo: 'nobody' } }));
    await ben.joins();
    expect(ben.host.open.filter(({ offers }) => offers > 0)).toHaveLength(0);
    await stage.pass(10_000);
    inOneCall(ana, ben);
    expect(ana.connectionIds).toContain('1.1.1');
  });
});
