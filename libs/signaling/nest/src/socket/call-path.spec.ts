import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('the path of a call over a real socket', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await RunningServer.start();
  });
  afterAll(() => server.stop());

  const join = (room: string, changes = {}) => TestClient.join(server.url, handshakeFor(room, changes));

  it('seats two participants and tells each about the other', async () => {
    const room = freshRoom();
    const first = await join(room, { name: 'Ada' });
    const second = await join(room, { name: 'Bo' });

    expect(first.joined).toMatchObject({
      resumed: false,
      peers: [],
      self: { role: 'caller', order: 1, incarnation: 1 },
    });
    expect(second.joined.self).toMatchObject({ role: 'callee', order: 2, name: 'Bo' });
    expect(second.joined.peers).toEqual([first.joined.self]);
    expect(await first.notice('peer-joined')).toEqual({ peer: second.joined.self });
    first.cut();
    second.cut();
  });

  it('delivers signals in the order they were sent, stamped with their sender', async () => {
    const room = freshRoom();
    const first = await join(room);
    const second = await join(room);
    await first.notice('peer-joined');

    const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
    const sdp = 'v=0'.repeat(2_000);
    const acks = numbers.map((n) => {
      const what = n % 2 === 0 ? { candidates: [] } : { description: { type: 'offer' as const, sdp } };
      return first.request('signal', { to: second.joined.self.id, connectionId: '1.1.1', n, ...what });
    });
    expect(await Promise.all(acks)).toEqual(numbers.map(() => ({})));
    await second.until(() => second.all('signaled').length === 100);
    expect(second.all('signaled').map(({ n }) => n)).toEqual(numbers);
    expect(second.all('signaled').every(({ from }) => from === first.joined.self.id)).toBe(true);
    first.cut();
    second.cut();
  });

  it('upgrades the callee when the caller leaves, and the next one to come is in a call at once', async () => {
    const room = freshRoom();
    const first = await join(room);
    const second = await join(room);

    expect(await first.request('leave', {})).toEqual({});
    expect(await second.notice('peer-left')).toEqual({ id: first.joined.self.id, reason: 'left' });
    expect(await second.notice('role-changed')).toEqual({ role: 'caller' });
    const third = await join(room);
    expect(third.joined.self).toMatchObject({ role: 'callee', order: 3 });
    expect(await second.notice('peer-joined')).toEqual({ peer: third.joined.self });
    [first, second, third].forEach((client) => client.cut());
  });

  it('gives a broken socket its seat back, and says so to the other', async () => {
    const room = freshRoom();
    const key = handshakeFor(room);
    const first = await TestClient.join(server.url, key);
    const second = await join(room);

    first.cut();
    expect(await second.notice('peer-away')).toEqual({ id: first.joined.self.id });
    const held = { connectionId: '1.1.1', n: 4 };
    const back = await TestClient.join(server.url, { ...key, connections: { [second.joined.self.id]: held } });
    expect(back.joined).toMatchObject({ resumed: true, self: { id: first.joined.self.id, order: 1, incarnation: 1 } });
    expect(await second.notice('peer-resumed')).toEqual({ peer: back.joined.self, connection: held });
    back.cut();
    second.cut();
  });

  it('shows presence to the others and answers echo and renew-ice', async () => {
    const room = freshRoom();
    const first = await join(room);
    const second = await join(room);
    const presence = { version: 1, microphone: 'off', camera: 'none' } as const;

    expect(await second.request('update', { presence })).toEqual({});
    expect(await first.notice('peer-updated')).toEqual({ id: second.joined.self.id, incarnation: 1, presence });
    expect(await second.request('echo', {})).toEqual({});
    expect(await second.request('renew-ice', {})).toEqual({ iceServers: [] });
    first.cut();
    second.cut();
  });

  it('joins over polling as well', async () => {
    const client = TestClient.knock(server.url, handshakeFor(freshRoom()), 'polling');
    expect(await client.notice('joined')).toMatchObject({ resumed: false });
    client.cut();
  });
});
