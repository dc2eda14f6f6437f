import type { Config } from '../config/settings';
import { StateDir } from '../state-dir';
import { selfSignedCertificate } from './self-signed-certificate';

/** What the server proves itself with: certificate and key, each as PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificate that the configuration asks for; `undefined` where the server speaks plain http. */
export async function serverCertificate(
  { tls, tlsCert, tlsKey, stateDir, address, publicUrl }: Config,
  lanAddresses: readonly string[],
): Promise<ServerCertificate | undefined> {
  if (tlsCert && tlsKey) return { cert: tlsCert.pem, key: tlsKey.pem };
  if (tls !== 'self-signed') return undefined;
  const named = publicUrl && new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''); // a URL writes an IPv6 address in brackets
  const hosts = [named, address.host, ...lanAddresses].filter((host) => host !== undefined);
  const pem = await selfSignedCertificate(hosts, new StateDir(stateDir), Date.now());
  return { cert: pem, key: pem };
}
