import { inspect } from 'node:util';
import type { Handshake } from '@holdfast/protocol';
import type { SignalingOptions } from '../signaling-options';
import { Gate } from '../testing/gate';
import { RawTransport } from '../testing/raw-transport';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';
import { SignalingGateway } from './signaling.gateway';

describe('the handshake', () => {
  let server: RunningServer | undefined;
  const clients: { cut(): void }[] = [];

  afterEach(async () => {
    clients.splice(0).forEach((client) => client.cut());
    await server?.stop();
  });

  const start = async (options?: SignalingOptions) => (server = await RunningServer.start(options));
  const join = async (url: string, auth: Handshake) => {
    const client = await TestClient.join(url, auth);
    clients.push(client);
    return client;
  };

  it.each([
    ['wrong-protocol', 426, false, { ...handshakeFor(freshRoom()), protocol: 2 }],
    ['bad-handshake', 400, false, {}],
    ['bad-handshake', 400, false, handshakeFor('short')],
    ['too-large', 413, false, { ...handshakeFor(freshRoom()), more: 'x'.repeat(70_000) }],
  ])('is refused with %s', async (code, status, retryable, auth) => {
    const { url } = await start();
    const refusal = await TestClient.refused(url, auth);
    expect(refusal).toEqual({ code, status, retryable, message: expect.any(String) });
  });

  it('echoes nothing of what it refuses', async () => {
    const { url } = await start();
    const refusal = await TestClient.refused(url, { ...handshakeFor(freshRoom()), seatKey: 'a secret', name: 7 });
    expect(JSON.stringify(refusal)).not.toContain('secret');
  });

  it('leaves nothing of the seat key with its socket', async () => {
    const connected = jest.spyOn(SignalingGateway.prototype, 'handleConnection');
    const { url } = await start();
    const auth = handshakeFor(freshRoom());
    await join(url, auth);
    const [[socket] = []] = connected.mock.calls;
    connected.mockRestore();
    expect(socket?.handshake.headers).toBeDefined();
    expect(inspect([socket?.handshake, socket?.data], { depth: 10 })).not.toContain(auth.seatKey);
  });

  it('is refused with room-full for a third person, until a seat is free', async () => {
    const { url } = await start();
    const room = freshRoom();
    const first = await join(url, handshakeFor(room));
    await join(url, handshakeFor(room));
    expect(await TestClient.refused(url, handshakeFor(room))).toMatchObject({
      code: 'room-full',
      status: 423,
      retryable: true,
    });
    await first.request('leave', {});
    expect((await join(url, handshakeFor(room))).joined.self.role).toBe('callee');
  });

  it('is refused with room-not-found where only POST makes rooms', async () => {
    const { url } = await start({ rooms: 'made' });
    expect(await TestClient.refused(url, handshakeFor(freshRoom()))).toMatchObject({ code: 'room-not-found' });
  });

  it('asks may-join with the headers of the transport, and is refused where it says no', async () => {
    const asked: unknown[] = [];
    const mayJoin = { mayJoin: (request: unknown) => asked.push(request) < 0 };
    const { url } = await start({ mayJoin });
    const room = freshRoom();
    expect(await TestClient.refused(url, handshakeFor(room))).toMatchObject({ code: 'not-allowed', retryable: false });
    expect(asked).toEqual([{ room, name: 'Ada', headers: expect.objectContaining({ host: expect.any(String) }) }]);
  });

  it('is refused with join-timeout where may-join takes too long', async () => {
    const { url } = await start({ joinTimeoutMs: 20, mayJoin: { mayJoin: () => new Promise(() => undefined) } });
    expect(await TestClient.refused(url, handshakeFor(freshRoom()))).toMatchObject({
      code: 'join-timeout',
      status: 504,
    });
  });

  it('is refused with internal where may-join fails, and says nothing of why', async () => {
    const mayJoin = { mayJoin: () => Promise.reject(new Error('the password of the database')) };
    const { url } = await start({ mayJoin });
    const refusal = await TestClient.refused(url, handshakeFor(freshRoom()));
    expect(refusal).toMatchObject({ code: 'internal', status: 500, retryable: true });
    expect(JSON.stringify(refusal)).not.toContain('password');
  });

  it('is limited for each address', async () => {
    const { url } = await start({ handshakeRate: { burst: 1, perSecond: 0.1 } });
    await join(url, handshakeFor(freshRoom()));
    const refusal = await TestClient.refused(url, handshakeFor(freshRoom()));
    expect(refusal).toMatchObject({ code: 'rate-limited', retryable: true });
    expect(refusal.retryAfterMs).toBeGreaterThan(5_000);
  });

  it('gives the last seat to one of two', async () => {
    const gate = new Gate();
    const { url } = await start({ mayJoin: { mayJoin: () => gate.pass().then(() => true) } });
    const room = freshRoom();
    const three = [1, 2, 3].map(() => TestClient.knock(url, handshakeFor(room)));
    clients.push(...three);
    gate.open();
    await Promise.all(three.map((client) => client.until(() => client.received.length > 0)));
    expect(three.map(({ received }) => received[0]?.event).sort()).toEqual(['connect_error', 'joined', 'joined']);
  });

  it('is one at a time on a transport: of ten CONNECTs one is let in', async () => {
    const gate = new Gate();
    const { url } = await start({ mayJoin: { mayJoin: () => gate.pass().then(() => true) } });
    const room = freshRoom();
    const transport = await RawTransport.open(url);
    for (let i = 0; i < 10; i++) transport.connect(handshakeFor(room));
    await transport.until(() => transport.all('44').length === 9);
    gate.open();
    await transport.until(() => transport.frames.some((frame) => frame.startsWith('42')));
    expect(transport.all('44')).toEqual(
      Array(9).fill({ message: expect.any(String), data: expect.objectContaining({ code: 'already-joining' }) }),
    );
    expect(transport.all('42')).toEqual([['joined', expect.objectContaining({ peers: [] })]]);
    const second = await join(url, handshakeFor(room));
    expect(second.joined.peers).toHaveLength(1);
    transport.close();
  });

  it('may be tried again on the same transport after a refusal', async () => {
    const { url } = await start();
    const transport = await RawTransport.open(url);
    transport.connect({ protocol: 2 });
    await transport.until(() => transport.all('44').length === 1);
    transport.connect(handshakeFor(freshRoom()));
    await transport.until(() => transport.all('42').length === 1);
    transport.close();
  });

  it.each([
    ['handshakes that are none', () => ({})],
    ['handshakes of another protocol', () => ({ protocol: 2 })],
    ['handshakes that are too large', () => ({ ...handshakeFor(freshRoom()), more: 'x'.repeat(70_000) })],
  ])('ends the transport with the tenth refusal: %s', async (_what, auth) => {
    const { url } = await start();
    const transport = await RawTransport.open(url);
    for (let i = 1; i <= 10; i++) {
      expect(transport.closed).toBe(false);
      transport.connect(auth());
      await transport.until(() => transport.closed || transport.all('44').length === i);
    }
    await transport.until(() => transport.closed);
    expect(transport.all('44')).toHaveLength(10);
  });

  it('ends the transport also where the refusals come while one is under way, and frees its place', async () => {
    const gate = new Gate();
    const { url } = await start({ mayJoin: { mayJoin: () => gate.pass().then(() => true) } });
    const room = freshRoom();
    const transport = await RawTransport.open(url);
    for (let i = 0; i < 11; i++) transport.connect(handshakeFor(room));
    await transport.until(() => transport.closed);
    gate.open();
    expect((await join(url, handshakeFor(room))).joined.peers).toEqual([]);
  });

  it('limits the transports without a seat of one address; those with one do not count', async () => {
    const { url } = await start({ unjoinedPerAddress: 1 });
    await join(url, handshakeFor(freshRoom()));
    const lobby = await RawTransport.open(url);
    const refused = await RawTransport.open(url);
    expect([lobby.closed, refused.closed]).toEqual([false, true]);
    lobby.connect(handshakeFor(freshRoom()));
    await lobby.until(() => lobby.all('42').length === 1);
    const next = await RawTransport.open(url);
    expect(next.closed).toBe(false);
    lobby.close();
    next.close();
  });

  it('closes a transport that stays without a handshake', async () => {
    const { url } = await start({ unjoinedMs: 20 });
    const transport = await RawTransport.open(url);
    await transport.until(() => transport.closed);
  });
});
