import type { PeerChannel } from '../in-band/peer-channel';
import { RequestError } from '../request-error';
import { errorOf } from '../testing';
import { Courier } from './courier';
import type { SignalBody } from './signal-outbox';

describe('Courier', () => {
  let went: string[];
  let server: 'reached' | 'lost';
  let answer: () => Promise<unknown>;
  let channel: 'open' | 'shut';
  let applied: number;
  let relayOnly: boolean;
  let told: SignalBody[];
  let courier: Courier;
  const candidates: SignalBody = { candidates: [] };
  const found: SignalBody = { candidates: [{ candidate: 'candidate:1 1 udp 1 192.168.1.7 9 typ host' }] };
  const offer: SignalBody = { description: { type: 'offer', sdp: '' } };
  const theAnswer: SignalBody = { description: { type: 'answer', sdp: '' } };

  beforeEach(() => {
    went = [];
    server = 'reached';
    channel = 'open';
    applied = 9;
    relayOnly = false;
    told = [];
    answer = () => Promise.resolve({});
    const inBand = {
      send: ({ payload }: { readonly payload: { connectionId: string; n: number } & SignalBody }) => {
        const { connectionId, n, ...body } = payload;
        went.push(`in-band ${connectionId} ${n}`);
        told.push(body);
        return Promise.resolve(applied);
      },
    };
    courier = new Courier({
      connectionId: '1.1.1',
      server: {
        post: (n, body) => {
          went.push(`server ${n}`);
          told.push(body);
          return answer();
        },
        canSignal: () => server === 'reached',
      },
      channel: () => (channel === 'open' ? (inBand as unknown as PeerChannel) : null),
      between: (after, n) =>
        [4, 5].filter((lost) => lost > after && lost < n).map((lost) => ({ n: lost, body: found })),
      isRelayOnly: () => relayOnly,
    });
  });

  it('goes over the server while that can be reached', async () => {
    await courier.post(1, offer);
    expect(went).toEqual(['server 1']);
  });

  it('goes over the connection while the server cannot be reached', async () => {
    server = 'lost';
    await courier.post(1, candidates);
    expect(went).toEqual(['in-band 1.1.1 1']);
  });

  it('sends an answer the way its offer came', async () => {
    courier.offerCame = 'in-band';
    await courier.post(1, theAnswer);
    courier.offerCame = 'server';
    server = 'lost';
    await courier.post(2, theAnswer);
    expect(went).toEqual(['in-band 1.1.1 1', 'server 2']);
  });

  it.each([
    ['the link broke', RequestError.closed('signal')],
    ['nothing was answered', RequestError.timeout('signal', 5_000)],
    ['the peer is away there', RequestError.answered('signal', errorOf('peer-away'))],
  ])('takes the other way where %s', async (_what, error) => {
    answer = () => Promise.reject(error);
    await courier.post(1, candidates);
    expect(went).toEqual(['server 1', 'in-band 1.1.1 1']);
  });

  it.each([
    ['the server takes it later', RequestError.answered('signal', errorOf('rate-limited'))],
    ['it is a defect', RequestError.answered('signal', errorOf('bad-message'))],
  ])('takes no other way where %s', async (_what, error) => {
    answer = () => Promise.reject(error);
    await expect(courier.post(1, candidates)).rejects.toBe(error);
    expect(went).toEqual(['server 1']);
  });

  it('says that it was not taken where there is no way', async () => {
    channel = 'shut';
    answer = () => Promise.reject(RequestError.closed('signal'));
    await expect(courier.post(1, candidates)).rejects.toMatchObject({ code: 'closed' });
  });

  it('sends what the ack says got lost on the other way over this one, once, also while the server can be reached', async () => {
    applied = 3;
    courier.offerCame = 'in-band';
    await courier.post(6, theAnswer);
    await Promise.resolve();
    expect(went).toEqual(['in-band 1.1.1 6', 'in-band 1.1.1 4', 'in-band 1.1.1 5', 'in-band 1.1.1 4']);
  });

  describe('while only relays may be told of', () => {
    const nothing: SignalBody = { candidates: [] };
    beforeEach(() => (relayOnly = true));

    it.each(['reached', 'lost'] as const)('tells no other address, where the server is %s', async (state) => {
      server = state;
      await courier.post(1, found);
      expect(told).toEqual([nothing]);
    });

    it('tells none in what goes again either', async () => {
      applied = 3;
      courier.offerCame = 'in-band';
      await courier.post(6, theAnswer);
      await Promise.resolve();
      expect(told.slice(1)).toEqual([nothing, nothing, nothing]);
    });

    it('tells none over the other way where it was chosen meanwhile', async () => {
      relayOnly = false;
      answer = () => Promise.reject(RequestError.closed('signal'));
      const posted = courier.post(1, found);
      relayOnly = true;
      await posted;
      expect(told).toEqual([found, nothing]);
    });
  });

  it('goes under its name once it has one', async () => {
    server = 'lost';
    courier.handedOver('2.1.0', { post: () => Promise.resolve({}), canSignal: () => false });
    await courier.post(1, candidates);
    expect(went).toEqual(['in-band 2.1.0 1']);
  });
});
