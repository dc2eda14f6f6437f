import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { generate } from 'selfsigned';
import type { StateDir } from '../state-dir';

const FILE = 'self-signed.pem';
const A_DAY_MS = 24 * 3_600_000;

/** How long a certificate is good for. Apple's systems take none that is good for more than 825 days. */
const LIFETIME_MS = 365 * A_DAY_MS;

/** A certificate that has less than this left is made anew. */
const RENEW_BEFORE_MS = 7 * A_DAY_MS;

/**
 * A certificate for `localhost` and the given names and addresses, with its private key, as one PEM text.
 * It is kept, so that the exception somebody made for it in a browser lasts; a new one is made when it runs out or lacks a name.
 * @param now Milliseconds since the epoch.
 * @throws StartError where the state directory cannot be used.
 */
export async function selfSignedCertificate(hosts: readonly string[], state: StateDir, now: number): Promise<string> {
  const wanted = [...new Set(['localhost', '127.0.0.1', '::1', ...hosts])];
  const kept = state.read(FILE);
  if (kept && isGood(kept, wanted, now)) return kept;
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Holdfast' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - A_DAY_MS), // the phone's clock may be behind
    notAfterDate: new Date(now + LIFETIME_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: wanted.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  });
  const pem = `${cert.trim()}\n${key.trim()}\n`;
  state.write(FILE, pem);
  return pem;
}

function isGood(pem: string, hosts: readonly string[], now: number): boolean {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.validToDate.getTime() - now < RENEW_BEFORE_MS) return false;
    return hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)));
  } catch {
    return false; // what was kept is no certificate
  }
}
