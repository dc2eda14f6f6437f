import type { Notices, Participant, Signal } from '@holdfast/protocol';
import { NEVER, asyncScheduler } from 'rxjs';
import { IceServers } from '../connection/ice-servers';
import { Drops } from '../drops';
import { calmPatience } from '../policies/patience';
import { silentLog, type Log } from '../ports/log';
import { RequestError } from '../request-error';
import { Scope } from '../scope';
import { FakeNetwork, FakeOutgoingMedia, type FakePeerConnection } from '../testing';
import { RemotePeer } from './remote-peer';

const seat = (order: number, change: Partial<Participant> = {}): Participant => ({
  id: `seat-${order}`,
  pageId: `page-${order}`,
  name: '',
  order,
  role: 'callee',
  state: 'present',
  incarnation: 1,
  presence: { version: 0, microphone: 'none', camera: 'none' },
  ...change,
});

describe('RemotePeer', () => {
  let posted: Signal[];
  let link: 'carries' | 'loses';
  let scope: Scope;
  const network = () => new FakeNetwork().host('self');

  const remote = (order: 'earlier' | 'later', host = network(), log: Log = silentLog, restartHealsFailure = true) => {
    const [self, peer] = order === 'earlier' ? [seat(1), seat(2)] : [seat(2), seat(1)];
    const made = new RemotePeer(
      scope.child(),
      scope,
      { self, peer },
      {
        restartHealsFailure,
        createConnection: host.createConnection,
        media: new FakeOutgoingMedia(),
        iceServers: new IceServers(
          () => 0,
          () => Promise.reject(new Error('none')),
        ),
        patience: calmPatience,
        pulse$: NEVER,
        messageBytes: () => 65_536,
        presence: () => self.presence,
        contactReturned: () => undefined,
        jitter: () => 0,
        drops: new Drops(silentLog),
        log,
        isJoined: () => true,
        suspectSignaling: () => undefined,
        post: (signal) => {
          posted.push(signal);
          return link === 'carries' ? Promise.resolve({}) : Promise.reject(RequestError.closed('signal'));
        },
      },
    );
    return { remote: made, self, peer, host };
  };
  const restart = (connectionId: string): Notices['signaled'] => ({
    from: 'seat-2',
    connectionId,
    n: 1,
    restart: true,
  });
  const ids = () => [...new Set(posted.filter((signal) => signal.description).map((signal) => signal.connectionId))];
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    posted = [];
    link = 'carries';
    scope = new Scope(asyncScheduler);
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  describe('of the earlier seat', () => {
    it('opens the next generation when it is asked in the name of the current one', async () => {
      const { remote: peer } = remote('earlier');
      peer.meet();
      await settle();
      peer.receive(restart('1.1.1'));
      await settle();
      expect(ids()).toEqual(['1.1.1', '1.1.2']);
    });

    it('has what is asked for already where an older one is named', async () => {
      const { remote: peer, host } = remote('earlier');
      peer.meet();
      await settle();
      peer.receive(restart('1.1.0'));
      await settle();
      expect(ids()).toEqual(['1.1.1']);
      expect(host.connections).toHaveLength(1);
    });

    it('opens the next one where generation 0 is named although the current one was answered: the other has lost it', async () => {
      const { remote: peer } = remote('earlier');
      peer.meet();
      await settle();
      peer.receive({ from: 'seat-2', connectionId: '1.1.1', n: 1, candidates: [] });
      peer.receive(restart('1.1.0'));
      await settle();
      expect(ids()).toEqual(['1.1.1', '1.1.2']);
    });

    it('sends its unanswered offer again, and opens no other, when the other one comes back with nothing', async () => {
      const { remote: peer, host } = remote('earlier');
      peer.meet();
      await settle();
      const before = posted.length;
      peer.compare(undefined);
      await settle();
      expect(posted.slice(before).map(({ n }) => n)).toEqual(posted.slice(0, before).map(({ n }) => n));
      expect(host.connections).toHaveLength(1);
    });

    it('opens nothing to one who is away, and nothing is expected then', () => {
      const { remote: peer, self, peer: participant, host } = remote('earlier');
      peer.update({ self, peer: { ...participant, state: 'away' } });
      peer.meet();
      expect(host.connections).toHaveLength(0);
      expect(peer.view$.value.connection).toBe('none');
    });
  });

  describe('sends again', () => {
    const again = (before: number) => posted.slice(before).map(({ n }) => n);

    it('what the other one has not got, where both still have the same connection', async () => {
      const { remote: peer, host } = remote('earlier');
      peer.meet();
      await settle(60);
      const before = posted.length;
      expect(before).toBe(3);
      peer.compare({ connectionId: '1.1.1', n: 1 });
      expect(again(before)).toEqual([2, 3]);
      expect(host.connections).toHaveLength(1);
    });

    it('what the server never acked, when this page is joined again', async () => {
      link = 'loses';
      const { remote: peer } = remote('earlier');
      peer.meet();
      await settle(60);
      const before = posted.length;
      link = 'carries';
      peer.meet();
      await settle();
      expect(again(before)).toEqual([1, 2, 3]);
      peer.meet();
      expect(again(before)).toEqual([1, 2, 3]);
    });

    it('what the server never acked, when the other one asks for what is there already', async () => {
      link = 'loses';
      const { remote: peer } = remote('earlier');
      peer.meet();
      await settle(60);
      const before = posted.length;
      peer.receive(restart('1.1.0'));
      expect(again(before)).toEqual([1, 2, 3]);
    });
  });

  describe('of the later seat', () => {
    it('waits for the first offer, and asks when none comes, again and again', async () => {
      const { remote: peer } = remote('later');
      peer.meet();
      expect(peer.view$.value.connection).toBe('connecting');
      await settle(4_900);
      expect(posted).toEqual([]);
      await settle(200);
      expect(posted).toEqual([{ to: 'seat-1', connectionId: '1.1.0', n: 1, restart: true }]);
      expect(peer.view$.value.connection).toBe('unreachable');
      await settle(20_000);
      expect(posted.length).toBeGreaterThanOrEqual(4);
    });

    it('begins to count anew when the other one comes back with nothing', async () => {
      const { remote: peer, host } = remote('later');
      peer.receive({ from: 'seat-1', connectionId: '1.1.3', n: 1, candidates: [] });
      expect(peer.held).toEqual({ connectionId: '1.1.3', n: 1 });
      peer.compare(undefined);
      expect(peer.held).toBeNull();
      expect(posted.at(-1)).toMatchObject({ connectionId: '1.1.0', restart: true });
      peer.receive({ from: 'seat-1', connectionId: '1.1.1', n: 1, candidates: [] });
      expect(peer.held).toEqual({ connectionId: '1.1.1', n: 1 });
      expect(host.open).toHaveLength(1);
    });

    it('asks in the name of its own connection when the other one comes back with another', () => {
      const { remote: peer } = remote('later');
      peer.receive({ from: 'seat-1', connectionId: '1.1.1', n: 1, candidates: [] });
      peer.compare({ connectionId: '1.1.2', n: 0 });
      expect(posted).toEqual([{ to: 'seat-1', connectionId: '1.1.1', n: 1, restart: true }]);
    });
  });

  const says = (fake: FakePeerConnection, state: RTCPeerConnectionState) => {
    jest.spyOn(fake, 'connectionState', 'get').mockReturnValue(state);
    fake.dispatchEvent(new Event('connectionstatechange'));
  };

  it.each([true, false])(
    'replaces at once what has failed right after a restart, where no restart heals it (heals: %s)',
    async (heals) => {
      const { remote: peer, host } = remote('earlier', network(), silentLog, heals);
      peer.meet();
      const { latest } = host;
      says(latest, 'connected');
      says(latest, 'disconnected');
      await settle(4_000);
      expect(latest.restarts).toBe(1);
      says(latest, 'connected');
      says(latest, 'failed');
      expect(peer.view$.value.connection).toBe(heals ? 'waiting' : 'renewing');
      expect(host.connections).toHaveLength(heals ? 1 : 2);
    },
  );

  it('shows the older connection for as long as it works, and closes it when the newer one is connected', async () => {
    const { remote: peer, host } = remote('earlier');
    peer.meet();
    const older = host.latest;
    says(older, 'connected');
    says(older, 'disconnected');
    await settle(4_000 + 5_000);
    expect(peer.view$.value.connection).toBe('renewing');
    const newer = host.latest;
    says(older, 'connected');
    expect(peer.view$.value.connection).toBe('connected');
    says(newer, 'failed');
    expect(peer.view$.value.connection).toBe('connected');
    expect(host.open).toEqual([older, newer]);
    says(newer, 'connected');
    expect(peer.view$.value.connection).toBe('connected');
    expect(host.open).toEqual([newer]);
  });

  it('goes on trying where the browser makes no connection', async () => {
    const host = network();
    const told: string[] = [];
    const real = host.createConnection;
    let fails = 2;
    Object.assign(host, {
      createConnection: (configuration: RTCConfiguration) => {
        if (fails-- > 0) throw new DOMException('too many', 'UnknownError');
        return real(configuration);
      },
    });
    const { remote: peer } = remote('earlier', host, { ...silentLog, error: (message) => told.push(message) });
    peer.meet();
    expect(peer.view$.value.connection).toBe('connecting');
    await settle(5_000 + 7_100);
    expect(told).toEqual(['connection not made', 'connection not made']);
    expect(host.connections.length).toBeGreaterThan(0);
    expect(ids()).toEqual(['1.1.3']);
  });
});
