import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest, { type Test } from 'supertest';
import { createApp } from './create-app';
import { testConfig } from './testing/test-config';

const ROOM = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('the composed server', () => {
  let app: NestExpressApplication;
  const server = async (env: Record<string, string> = {}) => {
    app = await createApp(testConfig(env), '/nowhere');
    await app.init();
    return supertest(app.getHttpServer());
  };
  afterEach(() => app.close());

  it('lets any well-formed room be joined where rooms are open', async () => {
    const { status, body } = await (await server()).get(`/api/rooms/${ROOM}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ room: ROOM, exists: false, taken: 0, iceServers: [] });
  });

  it('knows only the rooms that were made where they are to be made', async () => {
    const client = await server({ HOLDFAST_ROOMS: 'made' });
    expect((await client.get(`/api/rooms/${ROOM}`)).body).toMatchObject({
      error: { code: 'room-not-found', status: 404 },
    });
    const made = await client.post('/api/rooms').send({});
    expect((await client.get(`/api/rooms/${made.body.room}`)).body).toMatchObject({ exists: true });
  });

  it('hands out the ICE servers of the configuration, with credentials in place of the secret', async () => {
    const client = await server({
      HOLDFAST_STUN_URLS: 'stun:stun.example.org',
      HOLDFAST_TURN_URLS: 'turn:turn.example.org?transport=udp',
      HOLDFAST_TURN_SECRET: 'sixteen letters!',
    });
    const { body, text } = await client.get(`/api/rooms/${ROOM}`);
    expect(body.iceServers).toEqual([
      { urls: ['stun:stun.example.org'] },
      {
        urls: ['turn:turn.example.org?transport=udp'],
        username: expect.stringMatching(/^\d+:.+$/),
        credential: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
      },
    ]);
    expect(text).not.toContain('sixteen letters!');
  });

  describe('writes links that begin with', () => {
    const made = (client: ReturnType<typeof supertest>): Test =>
      client
        .post('/api/rooms')
        .set({ Host: 'inside:3000', 'X-Forwarded-Host': 'call.example.org', 'X-Forwarded-Proto': 'https' });

    it('the origin that was asked for', async () => {
      expect((await made(await server())).body.url).toMatch(/^http:\/\/inside:3000\/r\//);
    });

    it('what a proxy says of it, where one is trusted', async () => {
      const client = await server({ HOLDFAST_TRUSTED_PROXIES: '1' });
      expect((await made(client)).body.url).toMatch(/^https:\/\/call\.example\.org\/r\//);
    });

    it('the public URL, where there is one', async () => {
      const client = await server({ HOLDFAST_PUBLIC_URL: 'https://public.example.org', HOLDFAST_TRUSTED_PROXIES: '1' });
      expect((await made(client)).body.url).toMatch(/^https:\/\/public\.example\.org\/r\//);
    });
  });

  it.each([
    ['no JSON', '{"capacity":', 'application/json', 'bad-message', 400],
    ['of another type', 'capacity=2', 'text/plain', 'bad-message', 400],
    ['out of range', '{"capacity":9}', 'application/json', 'bad-message', 400],
    ['too large', JSON.stringify({ a: 'x'.repeat(200_000) }), 'application/json', 'too-large', 413],
  ])('answers a body that is %s with a typed error that echoes nothing', async (_what, body, type, code, status) => {
    const response = await (await server()).post('/api/rooms').set('Content-Type', type).send(body);
    expect(response.status).toBe(status);
    expect(response.body).toEqual({ error: { code, status, message: expect.any(String) } });
    expect(response.text).not.toMatch(/capacity=|"a"|xxx/);
  });
});
