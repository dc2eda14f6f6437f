import type { ServerCheck } from '@holdfast/protocol';

/** What a `stun:`, `stuns:`, `turn:` or `turns:` URL names (RFC 7064 and 7065, sections 3.1 and 3.2). */
export interface StunUrl {
  readonly kind: ServerCheck['kind'];
  readonly transport: ServerCheck['transport'];
  /** A name or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

const PATTERN = /^(stun|turn)(s?):(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i;

/** Reads a URL; `null` where it is none of these. */
export function readStunUrl(url: string): StunUrl | null {
  const found = PATTERN.exec(url);
  if (found === null) return null;
  const [, kind = '', secure, address, name, port, wanted] = found;
  const isSecure = secure !== '';
  const isTcp = isSecure ? wanted?.toLowerCase() !== 'udp' : wanted?.toLowerCase() === 'tcp';
  const transport = isTcp ? (isSecure ? 'tls' : 'tcp') : isSecure ? 'dtls' : 'udp';
  return {
    kind: kind.toLowerCase() as StunUrl['kind'],
    transport,
    host: address ?? name ?? '',
    port: port === undefined ? (isSecure ? 5349 : 3478) : Number(port),
  };
}
