import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { createApp } from '../create-app';
import { testConfig } from '../testing/test-config';

describe('the documentation of the API', () => {
  let app: NestExpressApplication;
  const get = (path: string) => supertest(app.getHttpServer()).get(path);

  beforeAll(async () => {
    app = await createApp(testConfig(), '/nowhere');
    await app.init();
  });
  afterAll(() => app.close());

  it('is OpenAPI with every route', async () => {
    const { status, body } = await get('/api/docs-json');
    expect(status).toBe(200);
    const routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toEqual([
      'GET /api/connectivity',
      'GET /api/rooms/{room}',
      'GET /healthcheck',
      'POST /api/rooms',
    ]);
  });

  it('is a page that loads what it needs from this server alone', async () => {
    const { status, text } = await get('/api/docs');
    expect(status).toBe(200);
    const loaded = [...text.matchAll(/(?:src|href)=["']([^"'#]+)["']/g)].map(([, url]) => url);
    expect(loaded.length).toBeGreaterThan(3);
    for (const url of loaded) {
      expect(url).toMatch(/^\.\/docs\//);
      expect((await get(`/api/${url?.slice(2)}`)).status).toBe(200);
    }
    expect(text).not.toMatch(/<script>/); // its policy allows no script in the page
  });

  it('asks nobody else whether it is valid', async () => {
    expect((await get('/api/docs/swagger-ui-init.js')).text).toMatch(/"validatorUrl": null/);
  });
});

describe('an unknown path of the API', () => {
  it('is answered with a typed error', async () => {
    const app = await createApp(testConfig(), '/nowhere');
    await app.init();
    for (const path of ['/api', '/api/nope', '/api/rooms']) {
      const { status, body } = await supertest(app.getHttpServer()).get(path);
      expect(status).toBe(404);
      expect(body).toEqual({ error: { code: 'not-found', status: 404, message: expect.any(String) } });
    }
    await app.close();
  });
});
