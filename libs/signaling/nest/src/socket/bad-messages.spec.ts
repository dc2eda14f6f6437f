import { RawTransport } from '../testing/raw-transport';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('what a client must not send', () => {
  let server: RunningServer;
  let first: Awaited<ReturnType<typeof TestClient.join>>;
  let second: typeof first;

  beforeAll(async () => {
    server = await RunningServer.start();
    const room = freshRoom();
    first = await TestClient.join(server.url, handshakeFor(room));
    second = await TestClient.join(server.url, handshakeFor(room));
    await first.notice('peer-joined');
  });
  afterAll(async () => {
    first.cut();
    second.cut();
    await server.stop();
  });
  afterEach(async () => {
    // whatever was sent: the sender still has its seat, and the other never heard of it
    expect(await first.request('echo', {})).toEqual({});
    expect(await second.request('echo', {})).toEqual({});
    expect(second.received.map(({ event }) => event)).toEqual(['joined']);
  });

  const error = (code: string, status: number) => ({ error: { code, status, message: expect.any(String) } });
  const signal = { connectionId: '1.1.1', n: 1, restart: true };

  it.each<[string, string, unknown[], string, number]>([
    ['no payload', 'echo', [], 'bad-message', 400],
    ['a payload that is null', 'echo', [null], 'bad-message', 400],
    ['a list', 'leave', [[]], 'bad-message', 400],
    ['two payloads', 'leave', [{}, {}], 'bad-message', 400],
    ['a signal without content', 'signal', [{ to: 'x', connectionId: '1.1.1', n: 1 }], 'bad-message', 400],
    ['a signal of another type', 'signal', [{ ...signal, to: 7 }], 'bad-message', 400],
    ['binary in place of text', 'signal', [{ ...signal, to: Buffer.from('x') }], 'bad-message', 400],
    ['a presence that is none', 'update', [{ presence: { version: -1 } }], 'bad-message', 400],
    ['too much', 'signal', [{ ...signal, to: 'x', more: 'x'.repeat(70_000) }], 'too-large', 413],
    ['an event that is not', 'shout', [{}], 'unknown-event', 404],
    ['an event that is a notice', 'peer-left', [{ id: 'x', reason: 'left' }], 'unknown-event', 404],
    ['an event by the name of an error', 'error', [{}], 'unknown-event', 404],
    ['an event that every object has', 'toString', [{}], 'unknown-event', 404],
    ['a signal to nobody', 'signal', [{ ...signal, to: 'nobody' }], 'peer-unknown', 404],
  ])('answers %s with a typed error', async (_what, event, payload, code, status) => {
    expect(await first.send(event, ...payload)).toEqual(error(code, status));
  });

  it('never echoes a payload', async () => {
    const reply = await first.send('signal', { ...signal, to: 7, description: { type: 'offer', sdp: 'a secret' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('bears messages without an ack', async () => {
    for (const event of ['echo', 'signal', 'shout', 'error']) first.socket.emit(event, 'nonsense');
    first.socket.emit('leave');
    first.socket.emit('signal', { ...signal, to: 'nobody' });
  });

  it('bears a payload that is nested too deeply', async () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000);
    const transport = await RawTransport.open(server.url);
    transport.connect(handshakeFor(freshRoom()));
    await transport.until(() => transport.all('42').length === 1);
    transport.send(`421["signal",${deep}]`);
    await transport.until(() => transport.closed || transport.all('431').length === 1);
    if (!transport.closed) expect(transport.all('431')).toEqual([[error('bad-message', 400)]]);
    transport.close();
  });

  it('reaches nobody in another room', async () => {
    const stranger = await TestClient.join(server.url, handshakeFor(freshRoom()));
    const reply = await stranger.send('signal', { ...signal, to: second.joined.self.id });
    expect(reply).toEqual(error('peer-unknown', 404));
    stranger.cut();
  });

  it.each([
    ['what the parser rejects', '42not json'],
    ['a packet over 256 KiB', `42["echo",{"more":"${'x'.repeat(300_000)}"}]`],
    ['a second CONNECT beside a seat', '40{}'],
  ])('loses its transport by %s, and the seat stays', async (_what, frame) => {
    const key = handshakeFor(freshRoom());
    const transport = await RawTransport.open(server.url);
    transport.connect(key);
    await transport.until(() => transport.all('42').length === 1);
    transport.send(frame);
    await transport.until(() => transport.closed);
    const back = await TestClient.join(server.url, key);
    expect(back.joined.resumed).toBe(true);
    back.cut();
  });

  it('is limited for each seat, with the time to wait for', async () => {
    const strict = await RunningServer.start({ messageRate: { burst: 2, perSecond: 0.5 } });
    const client = await TestClient.join(strict.url, handshakeFor(freshRoom()));
    expect(await client.send('shout', {})).toEqual(error('unknown-event', 404));
    expect(await client.request('echo', {})).toEqual({});
    const refused = {
      error: expect.objectContaining({ code: 'rate-limited', status: 429, retryAfterMs: expect.any(Number) }),
    };
    expect(await client.request('echo', {})).toEqual(refused);
    expect(await client.send('shout', {})).toEqual(refused);
    expect(await client.request('leave', {})).toEqual({});
    client.cut();
    await strict.stop();
  });
});
