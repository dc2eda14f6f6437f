import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { createApp } from '../create-app';
import { testConfig } from '../testing/test-config';
import { HealthController } from './health.controller';

describe('the health check', () => {
  let app: NestExpressApplication;

  beforeEach(async () => {
    app = await createApp(testConfig(), '/nowhere');
    await app.init();
  });
  afterEach(() => app.close());

  it('is ok while the server takes calls', async () => {
    const { status, body, headers } = await supertest(app.getHttpServer()).get('/healthcheck');
    expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is 503 from the moment the server was told to stop', async () => {
    app.get(HealthController).onModuleDestroy();
    const { status, body } = await supertest(app.getHttpServer()).get('/healthcheck');
    expect({ status, body }).toEqual({ status: 503, body: { status: 'draining' } });
  });
});
