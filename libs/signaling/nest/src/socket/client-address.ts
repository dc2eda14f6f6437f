import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Where a request comes from, as a key for limits and nothing else: never logged, never stored. IPv6 addresses count by their /64,
 * since that is what one subscriber has (RFC 6177 section 2).
 * @param trustedProxies how many proxies before this server add to `X-Forwarded-For`
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const connection = request.socket.remoteAddress ?? 'unknown';
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().flatMap((line) => line.split(','));
  const hops = [...forwarded.map((hop) => hop.trim()), connection];
  return byNetwork(hops.at(-1 - trustedProxies) ?? hops[0] ?? connection);
}

function byNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
