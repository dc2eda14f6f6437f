import supertest from 'supertest';
import { createApp } from '../create-app';
import { testConfig } from '../testing/test-config';

async function headersOf(env: Record<string, string> = {}): Promise<Record<string, string>> {
  const app = await createApp(testConfig(env), '/nowhere');
  await app.init();
  const { headers } = await supertest(app.getHttpServer()).get('/healthcheck');
  await app.close();
  return headers as Record<string, string>;
}

describe('security headers', () => {
  it('keep a page to this server', async () => {
    const headers = await headersOf();
    const policy = headers['content-security-policy']?.split(';');
    expect(policy).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "script-src-attr 'none'",
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "object-src 'none'",
      "frame-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('let a page use camera, microphone and screen, and nobody else', async () => {
    const permissions = (await headersOf())['permissions-policy']?.split(', ');
    for (const feature of [
      'camera',
      'microphone',
      'display-capture',
      'fullscreen',
      'speaker-selection',
      'screen-wake-lock',
    ])
      expect(permissions).toContain(`${feature}=(self)`);
    expect(permissions).toContain('geolocation=()');
  });

  it('say nothing of https on plain http', async () => {
    const headers = await headersOf();
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('say nothing of it with a certificate that no browser trusts, or no exception could be made for it', async () => {
    expect(await headersOf({ HOLDFAST_TLS: 'self-signed' })).not.toHaveProperty('strict-transport-security');
  });

  it('hold browsers to https where it is for good', async () => {
    const headers = await headersOf({ HOLDFAST_PUBLIC_URL: 'https://call.example.org' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });
});
