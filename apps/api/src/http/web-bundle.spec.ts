import { rmSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { createApp } from '../create-app';
import { testConfig } from '../testing/test-config';
import { makeWebBundle, PAGE, SCRIPT } from '../testing/web-bundle-fixture';
import { hasWebBundle } from './web-bundle';

const NOTHING = JSON.stringify({ error: { code: 'not-found', status: 404, message: 'There is nothing here.' } });
const BAD = JSON.stringify({ error: { code: 'bad-message', status: 400, message: 'The request could not be read.' } });

describe('the web bundle', () => {
  let root: string;
  let app: NestExpressApplication;
  let server: Server;
  const get = (path: string) => supertest(server).get(path);

  beforeAll(async () => {
    root = makeWebBundle();
    app = await createApp(testConfig(), root);
    await app.listen(0, '127.0.0.1');
    server = app.getHttpServer();
  });
  afterAll(async () => {
    rmSync(dirname(root), { recursive: true });
    await app.close();
  });

  it.each([
    '/',
    '/index.html',
    '/r/AAAAAAAAAAAAAAAAAAAAAA',
    '/r/AAAAAAAAAAAAAAAAAAAAAA?from=mail',
    '/r/short',
    '/any/where',
  ])('answers %s with the page, to be asked for anew each time', async (path) => {
    const { status, text, headers } = await get(path);
    expect({ status, text }).toEqual({ status: 200, text: PAGE });
    expect(headers).toMatchObject({ 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-cache' });
  });

  it('outlives a file that a build beside it has taken away', async () => {
    rmSync(join(root, 'gone-soon.svg'));
    await expect(get('/gone-soon.svg')).rejects.toThrow();
    expect((await get('/')).status).toBe(200);
  });

  it('answers a page that has not changed with 304', async () => {
    const { headers } = await get('/');
    const { status } = await get('/r/AAAAAAAAAAAAAAAAAAAAAA').set('If-None-Match', headers['etag'] ?? '');
    expect(status).toBe(304);
  });

  it.each(['/main-ABCD2345.js', '/chunk-By_6q-Ep.js', '/media/font-WXYZ6789.woff2'])(
    'lets browsers keep %s for ever',
    async (path) => {
      const { status, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    },
  );

  it.each(['/favicon.svg', '/fonts/latin-standard.woff2'])('has %s, without a hash, asked for anew', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('takes the compressed file where a browser accepts %s', async (accepted, encoding) => {
    const { text, headers } = await get('/main-ABCD2345.js').set('Accept-Encoding', accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    if (encoding !== 'br') expect(text).toBe(SCRIPT); // this client does not unpack brotli
  });

  it.each([
    '/chunk-QQQQ2345.js',
    '/media/none.woff2',
    '/r/page.html',
    '/robots.txt',
    '/.hidden',
    '/main-ABCD2345.js/x.js',
  ])('never answers %s, which is not there, with the page', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it.each(['/api', '/api/nope', '/api/rooms/x', '/socket.io', '/socket.io/?EIO=4', '/healthcheck'])(
    'never answers %s with the page',
    async (path) => {
      expect((await get(path)).text).not.toBe(PAGE);
    },
  );

  it.each(['post', 'put', 'delete'] as const)('leaves %s to others', async (method) => {
    expect((await supertest(server)[method]('/')).status).toBe(404);
  });

  it('answers HEAD with the headers alone', async () => {
    const { status, headers, text } = await supertest(server).head('/main-ABCD2345.js');
    expect({ status, text }).toEqual({ status: 200, text: undefined });
    expect(headers['content-length']).toBeDefined();
  });

  it.each(['bytes=0-3', 'bytes=9-2', 'bytes=x', 'bytes=99999-'])(
    'answers the range %p with the whole',
    async (range) => {
      const { status, text } = await get('/').set('Range', range);
      expect({ status, text }).toEqual({ status: 200, text: PAGE });
    },
  );

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/media/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
  ])('gives nothing from outside for %s', async (path) => {
    const { status, body } = await raw(path);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
    expect([
      [200, PAGE],
      [404, NOTHING],
      [400, BAD],
    ]).toContainEqual([status, body]);
  });

  it('knows whether there is a web app at all', () => {
    expect(hasWebBundle(root)).toBe(true);
    expect(hasWebBundle(dirname(root))).toBe(false);
    expect(hasWebBundle('/nowhere')).toBe(false);
  });

  /** A request whose path goes over the wire as it stands, which no well-behaved client sends. */
  function raw(path: string): Promise<{ status?: number; body: string }> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      sent.on('error', reject).end();
    });
  }
});
