import { InMemoryRoomStore } from '@holdfast/signaling-core';
import request from 'supertest';
import { TurnIceServers } from '../hooks/turn-ice-servers';
import type { SignalingOptions } from '../signaling-options';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';
import { RestErrorFilter } from './rest-error.filter';

describe('rooms over REST', () => {
  let server: RunningServer;
  afterEach(() => server.stop());

  const start = async (options?: SignalingOptions) => {
    server = await RunningServer.start(options, { bind: (app) => app.useGlobalFilters(new RestErrorFilter()) });
    return request(server.http);
  };
  const error = (code: string, status: number) => ({ error: { code, status, message: expect.any(String) } });
  const turn = new TurnIceServers({ turnUrls: ['turn:turn.example.org'], turnSecret: 'a secret' });

  it('makes a signed id with 128 random bits and a link to it on the origin of the request', async () => {
    const http = await start();
    const { body } = await http.post('/api/rooms').set('Host', 'call.example.org').expect(201);
    expect(body.room).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(body.url).toBe(`http://call.example.org/r/${body.room}`);
    expect((await http.get(`/api/rooms/${body.room}`).expect(200)).body).toEqual({
      room: body.room,
      exists: true,
      capacity: 2,
      taken: 0,
      relayOnly: false,
      iceServers: [],
    });
  });

  it('makes the link on the origin that the options name', async () => {
    const http = await start({ publicUrl: 'https://call.example.org' });
    const { body } = await http.post('/api/rooms').send({}).expect(201);
    expect(body.url).toBe(`https://call.example.org/r/${body.room}`);
  });

  it.each(['', '[', 'a b', 'user@'])('makes no room for a request whose host is %j', async (host) => {
    const made: string[] = [];
    const http = await start({ events: { happened: ({ kind }) => made.push(kind) } });
    const { body } = await http.post('/api/rooms').set('Host', host).expect(400);
    expect(body).toEqual(error('bad-message', 400));
    expect(made).toEqual([]);
  });

  it('makes the link on the host alone, whatever else stands in its header', async () => {
    const http = await start();
    const { body } = await http.post('/api/rooms').set('Host', 'user@call.example.org/else').expect(201);
    expect(body.url).toBe(`http://call.example.org/r/${body.room}`);
  });

  it('makes rooms with other settings, which their handshakes follow', async () => {
    const http = await start({ rooms: 'made' });
    const { body } = await http.post('/api/rooms').send({ capacity: 3, relayOnly: true }).expect(201);
    const client = await TestClient.join(server.url, handshakeFor(body.room));
    expect(client.joined.room).toEqual({ id: body.room, capacity: 3, relayOnly: true });
    const status = await http.get(`/api/rooms/${body.room}`);
    expect(status.body).toMatchObject({ exists: true, capacity: 3, taken: 1, relayOnly: true });
    client.cut();
  });

  it('says of a room that nobody has joined that it is not there yet', async () => {
    const http = await start();
    const room = freshRoom();
    const { body, headers } = await http.get(`/api/rooms/${room}`).expect(200);
    expect(body).toMatchObject({ room, exists: false, capacity: 2, taken: 0 });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('knows only made rooms where only POST makes rooms', async () => {
    const http = await start({ rooms: 'made' });
    const { body } = await http.get(`/api/rooms/${freshRoom()}`).expect(404);
    expect(body).toEqual(error('room-not-found', 404));
  });

  it('gives a lobby short-lived credentials, and a full room none', async () => {
    const http = await start({ iceServers: turn });
    const room = freshRoom();
    const look = async () => (await http.get(`/api/rooms/${room}`).expect(200)).body;
    const { iceServers, iceTtlMs } = await look();
    expect(iceTtlMs).toBe(300_000);
    const goodFor = Number(iceServers[0].username.split(':')[0]) - Date.now() / 1000;
    expect(goodFor).toBeGreaterThan(290);
    expect(goodFor).toBeLessThanOrEqual(300);

    const clients = [
      await TestClient.join(server.url, handshakeFor(room)),
      await TestClient.join(server.url, handshakeFor(room)),
    ];
    expect(await look()).toEqual({ room, exists: true, capacity: 2, taken: 2, relayOnly: false });
    clients.forEach((client) => client.cut());
  });

  it('gives the lobbies of one network one user, so that its relays are counted together', async () => {
    const http = await start({ iceServers: turn, trustedProxies: 1 });
    const userFrom = async (address: string) => {
      const look = http.get(`/api/rooms/${freshRoom()}`).set('X-Forwarded-For', address);
      return (await look.expect(200)).body.iceServers[0].username.split(':')[1] as string;
    };
    const user = await userFrom('2001:db8:1:2::3');
    expect(await userFrom('2001:db8:1:2:ffff::4')).toBe(user);
    expect(await userFrom('2001:db8:1:3::3')).not.toBe(user);
    expect(await userFrom('203.0.113.9')).not.toBe(user);
    expect(user).toMatch(/^guest\.[A-Za-z0-9_-]{16}$/); // a dot stands in no seat’s id
  });

  it('tells nobody without the secret which network a lobby’s user is', async () => {
    const users = [];
    for (const secret of ['the secret of one server', 'the secret of another']) {
      const http = await start({ iceServers: turn, secret });
      users.push((await http.get(`/api/rooms/${freshRoom()}`)).body.iceServers[0].username.split(':')[1]);
      if (users.length < 2) await server.stop();
    }
    expect(users[0]).not.toBe(users[1]);
  });

  it.each(['short', 'x'.repeat(65), 'with%20spaces%20in%20its%20name', '..%2f..%2f..%2f..%2f..%2f..%2fetc'])(
    'knows no room by the malformed id %s',
    async (room) => {
      const http = await start();
      expect((await http.get(`/api/rooms/${room}`).expect(404)).body).toEqual(error('room-not-found', 404));
    },
  );

  it.each<[string, string, string, string, number]>([
    ['no JSON', 'application/json', '{"capacity":', 'bad-message', 400],
    ['a list', 'application/json', '[]', 'bad-message', 400],
    ['too few seats', 'application/json', '{"capacity":1}', 'bad-message', 400],
    ['another type of field', 'application/json', '{"relayOnly":"yes"}', 'bad-message', 400],
    ['text', 'text/plain', '{}', 'bad-message', 400],
    ['a form', 'application/x-www-form-urlencoded', 'capacity=3', 'bad-message', 400],
    ['more than a message may have', 'application/json', `{"more":"${'x'.repeat(65_536)}"}`, 'too-large', 413],
    ['more than is read at all', 'application/json', `{"more":"${'x'.repeat(200_000)}"}`, 'too-large', 413],
  ])('answers a body that is %s with a typed error', async (_what, type, body, code, status) => {
    const http = await start();
    const answer = await http.post('/api/rooms').set('Content-Type', type).send(body).expect(status);
    expect(answer.body).toEqual(error(code, status));
  });

  it('answers an address that does not decode with a typed error', async () => {
    const http = await start();
    expect((await http.get('/api/rooms/%E0%A4%A').expect(400)).body).toEqual(error('bad-message', 400));
  });

  it('limits what one address may ask for, and says when again', async () => {
    const once = { burst: 1, perSecond: 0.1 };
    const http = await start({ makeRate: once, lookRate: once });
    await http.post('/api/rooms').expect(201);
    await http.get(`/api/rooms/${freshRoom()}`).expect(200);
    const answers = [
      await http.post('/api/rooms').expect(429),
      await http.get(`/api/rooms/${freshRoom()}`).expect(429),
    ];
    for (const { body, headers } of answers) {
      expect(body.error).toMatchObject({ code: 'rate-limited', status: 429, retryAfterMs: expect.any(Number) });
      expect(Number(headers['retry-after'])).toBeGreaterThan(5);
    }
  });

  it('says of a lobby’s credentials how long they are good', async () => {
    const http = await start({ iceServers: turn });
    const { body } = await http.get(`/api/rooms/${freshRoom()}`).expect(200);
    expect(body.iceTtlMs).toBe(300_000);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('the password'))],
    ['does not answer in time', () => new Promise<never>(() => undefined)],
  ])('tells a lobby who is there, without ICE servers, where their hook %s', async (_what, iceServers) => {
    const http = await start({ iceServers: { iceServers }, reservationMs: 100 });
    const room = freshRoom();
    const { body } = await http.get(`/api/rooms/${room}`).expect(200);
    expect(body).toEqual({ room, exists: false, capacity: 2, taken: 0, relayOnly: false });
  });

  it('answers a fault of the server with a typed error that says nothing of it', async () => {
    const store = new InMemoryRoomStore({ emptyRoomMs: 1_000, reservationMs: 1_000 }, () => 0, 'epoch');
    jest.spyOn(store, 'look').mockRejectedValue(new Error('the password'));
    const http = await start({ store });
    const { body } = await http.get(`/api/rooms/${freshRoom()}`).expect(500);
    expect(body).toEqual(error('internal', 500));
    expect(JSON.stringify(body)).not.toContain('password');
  });
});
