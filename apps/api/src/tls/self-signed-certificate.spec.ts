import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../start-error';
import { StateDir } from '../state-dir';
import { selfSignedCertificate } from './self-signed-certificate';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

describe('the self-signed certificate', () => {
  let folder: string;
  let state: StateDir;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'holdfast-tls-')), 'state');
    state = new StateDir(folder);
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('names this machine and its addresses, for a server, for a year', async () => {
    const certificate = new X509Certificate(await selfSignedCertificate(['192.168.1.7'], state, NOW));
    expect(certificate.checkHost('localhost')).toBe('localhost');
    for (const address of ['127.0.0.1', '::1', '192.168.1.7']) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.ca).toBe(false);
    expect(certificate.validFromDate.getTime()).toBeLessThan(NOW);
    expect(certificate.validToDate.getTime()).toBe(NOW + 365 * DAY);
  });

  it('and its key are one PEM text that a server takes', async () => {
    const pem = await selfSignedCertificate([], state, NOW);
    expect(() => createServer({ cert: pem, key: pem })).not.toThrow();
  });

  it('is kept, so that the exception made in a browser lasts', async () => {
    const first = await selfSignedCertificate(['192.168.1.7'], state, NOW);
    expect(await selfSignedCertificate(['192.168.1.7'], state, NOW + 300 * DAY)).toBe(first);
    expect(await selfSignedCertificate([], new StateDir(folder), NOW)).toBe(first);
  });

  it('is kept where nobody else can read it', async () => {
    await selfSignedCertificate([], state, NOW);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is made anew when it runs out, lacks an address or is none', async () => {
    const first = await selfSignedCertificate([], state, NOW);
    const second = await selfSignedCertificate([], state, NOW + 360 * DAY);
    expect(second).not.toBe(first);
    const third = await selfSignedCertificate(['10.0.0.7'], state, NOW + 360 * DAY);
    expect(third).not.toBe(second);
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'garbage');
    expect(await selfSignedCertificate(['10.0.0.7'], state, NOW + 360 * DAY)).not.toBe(third);
  });

  it('says which setting is wrong where it cannot be kept', async () => {
    writeFileSync(folder, 'a file, not a folder');
    const failed = selfSignedCertificate([], state, NOW);
    await expect(failed).rejects.toThrow(StartError);
    await expect(failed).rejects.toThrow(`HOLDFAST_STATE_DIR: "${folder}" cannot be read and written`);
  });
});
