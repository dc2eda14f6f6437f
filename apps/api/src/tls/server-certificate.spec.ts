import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { testConfig } from '../testing/test-config';
import { serverCertificate } from './server-certificate';

describe('the certificate of the server', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-certificate-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is none where nothing asks for https', async () => {
    expect(await serverCertificate(testConfig(), ['192.168.1.7'])).toBeUndefined();
  });

  it('is the one that the configuration names', async () => {
    const { cert, private: key } = await generate(undefined, { keyType: 'ec' });
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    const config = testConfig({ HOLDFAST_TLS_CERT: certFile, HOLDFAST_TLS_KEY: keyFile });
    expect(await serverCertificate(config, [])).toEqual({ cert, key });
  });

  it('names every host under which the server is known, where it makes its own', async () => {
    const config = testConfig({
      HOLDFAST_TLS: 'self-signed',
      HOLDFAST_STATE_DIR: folder,
      HOLDFAST_ADDRESS: '10.0.0.7:3000',
      HOLDFAST_PUBLIC_URL: 'https://[2001:db8::1]:3000',
    });
    const made = await serverCertificate(config, ['192.168.1.7']);
    const certificate = new X509Certificate(made?.cert ?? '');
    for (const address of ['127.0.0.1', '10.0.0.7', '2001:db8::1', '192.168.1.7'])
      expect(certificate.checkIP(address)).toBe(address);
  });
});
