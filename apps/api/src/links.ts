import { isIPv6 } from 'node:net';
import { renderUnicodeCompact } from 'uqr';
import type { Config } from './config/settings';
import type { ListenAddress } from './config/value-schemas';

/** What a host is called that stands for every address of the machine. */
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** The one host under which the server can be reached; `undefined` where it listens on every address of the machine. */
export function hostToOpen({ host }: ListenAddress): string | undefined {
  return host && !EVERY_ADDRESS.has(host) ? host : undefined;
}

/** Under which links the server can be opened, the best one first. */
export function links(
  { publicUrl, address, tls }: Pick<Config, 'publicUrl' | 'address' | 'tls'>,
  listening: { readonly port: number; readonly secure: boolean },
  lanAddresses: readonly string[],
): string[] {
  if (publicUrl) return [publicUrl];
  const scheme = listening.secure ? 'https' : 'http';
  const one = hostToOpen(address);
  const hosts = one ? [one] : ['localhost', ...(tls === 'self-signed' ? lanAddresses : [])];
  return hosts.map((host) => new URL(`${scheme}://${isIPv6(host) ? `[${host}]` : host}:${listening.port}`).origin);
}

/**
 * What is printed when the server is ready: its links and, where it is to be tried with a phone, a code to scan.
 * @param phone The link for a phone in the same network; absent: no code.
 */
export function announcement(openAt: readonly string[], phone: string | undefined): string {
  const ready = `Holdfast is ready: ${openAt.join('  ')}`;
  if (!phone) return ready;
  return [
    ready,
    `On a phone in the same network open ${phone} and accept the certificate:`,
    renderUnicodeCompact(phone, { border: 2 }),
  ].join('\n');
}
