import { connectivitySchema } from '@holdfast/protocol/schemas';
import request from 'supertest';
import type { IceServers } from '../hooks/ice-servers';
import { TurnIceServers } from '../hooks/turn-ice-servers';
import type { SignalingOptions } from '../signaling-options';
import { FakeTurnServer, type FakeTurnOptions } from '../testing/fake-turn-server';
import { RunningServer } from '../testing/running-server';

const SECRET = 'the secret of both';

describe('the connectivity check over REST', () => {
  let server: RunningServer;
  const turnServers: FakeTurnServer[] = [];
  afterEach(async () => {
    await server.stop();
    await Promise.all(turnServers.splice(0).map((turnServer) => turnServer.stop()));
  });

  const start = async (options?: SignalingOptions) => {
    server = await RunningServer.start(options);
    return request(server.http);
  };
  const turnServer = async (options: FakeTurnOptions = { secret: SECRET }) => {
    const running = await FakeTurnServer.udp(options);
    turnServers.push(running);
    return running;
  };
  const handOut = (stun: readonly FakeTurnServer[], turn: readonly FakeTurnServer[]) =>
    new TurnIceServers({
      stunUrls: stun.map(({ port }) => `stun:127.0.0.1:${port}`),
      turnUrls: turn.map(({ port }) => `turn:127.0.0.1:${port}`),
      turnSecret: SECRET,
    });
  const check = async (http: ReturnType<typeof request>) => {
    const { body } = await http.get('/api/connectivity').expect(200);
    return connectivitySchema.parse(body);
  };

  it('says honestly what it means that nothing is configured', async () => {
    const { verdict, servers, iceServers } = await check(await start());
    expect(verdict.code).toBe('no-servers');
    expect(verdict.advice).toContain('coturn');
    expect(servers).toEqual([]);
    expect(iceServers).toEqual([]);
  });

  it('checks every URL, and gives a page short-lived credentials of its own', async () => {
    const running = await turnServer();
    const http = await start({ iceServers: handOut([running], [running]) });
    const answers = [await check(http), await check(http)];
    expect(answers[0]?.verdict.code).toBe('ready');
    expect(answers[0]?.servers).toEqual([
      expect.objectContaining({ url: `stun:127.0.0.1:${running.port}`, kind: 'stun', code: 'reachable' }),
      expect.objectContaining({ url: `turn:127.0.0.1:${running.port}`, kind: 'turn', code: 'reachable' }),
    ]);
    expect(answers[0]?.iceTtlMs).toBe(60_000);
    const users = answers.map(({ iceServers }) => iceServers?.[1]?.username?.split(':')[1]);
    expect(users[0]).toMatch(/^guest\./);
    expect(users[1]).toBe(users[0]); // its relays are counted together, however often a network asks
    expect(JSON.stringify(answers)).not.toContain(SECRET);
  });

  it.each<[string, FakeTurnOptions | null, FakeTurnOptions | null, string]>([
    ['only STUN', {}, null, 'stun-only'],
    ['a TURN server with another secret', {}, { secret: 'the secret of nobody' }, 'no-relay-reachable'],
    ['a TURN server for everybody', {}, {}, 'partly-ready'],
    ['a TURN server that is full', null, { secret: SECRET, refuses: 508 }, 'no-relay-reachable'],
    ['a TURN server alone', null, { secret: SECRET }, 'ready'],
    ['a STUN server that is none', { says: 'hello' }, { secret: SECRET }, 'partly-ready'],
  ])('draws a verdict: %s', async (_what, stun, turn, code) => {
    const some = async (options: FakeTurnOptions | null) => (options === null ? [] : [await turnServer(options)]);
    const http = await start({ iceServers: handOut(await some(stun), await some(turn)) });
    const { verdict, servers } = await check(http);
    expect(verdict.code).toBe(code);
    for (const { code: found, advice } of servers) expect(advice === undefined).toBe(found === 'reachable');
  });

  it('checks once for all who ask at about the same time, and gives back what it was given', async () => {
    const running = await turnServer();
    const http = await start({ iceServers: handOut([running], [running]) });
    await Promise.all(Array.from({ length: 8 }, () => check(http)));
    expect(running.asked).toBe(4); // one Binding; two to allocate, one to give it back
    expect(running.held).toBe(0);
  });

  it('limits how often one address may ask', async () => {
    const http = await start({ connectivityRate: { burst: 1, perSecond: 0.1 } });
    const { headers } = await http.get('/api/connectivity').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    const { body } = await http.get('/api/connectivity').expect(429);
    expect(body.error).toMatchObject({ code: 'rate-limited', retryAfterMs: expect.any(Number) });
  });

  it.each<[string, IceServers]>([
    ['fails', { iceServers: () => Promise.reject(new Error('the password')) }],
    ['does not answer', { iceServers: () => new Promise(() => undefined) }],
  ])('is a typed error where the hook of the ICE servers %s', async (_what, iceServers) => {
    const http = await start({ iceServers, reservationMs: 100 });
    const { body } = await http.get('/api/connectivity').expect(500);
    expect(body.error.code).toBe('internal');
    expect(JSON.stringify(body)).not.toContain('password');
  });
});
