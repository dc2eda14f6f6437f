import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { CheckCode } from '@holdfast/protocol';
import { within } from '../runtime';
import { isOutOfReach } from './relay-address';
import { type ChannelOptions, NotStunError, openStunChannel, type StunAnswer, type StunChannel } from './stun-channel';
import { ATTRIBUTE, encodeMessage, isFrom, longTermKey, METHOD, readErrorCode, readXorAddress } from './stun-message';
import { readStunUrl, type StunUrl } from './stun-url';

/** One URL with what it takes to use it. */
export interface Probed {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** What a probe found; `tookMs` where something came back. */
export interface Finding {
  readonly code: CheckCode;
  readonly tookMs?: number;
}

/** What a probe goes by. */
export interface ProbeRules {
  /** How long the whole of it may take, in ms. */
  readonly timeoutMs: number;
  /** Whose certificates are trusted beside those of the system; for specs. */
  readonly ca?: string;
}

/** `REQUESTED-TRANSPORT` for UDP, the only one that a browser's relay has (RFC 8656 section 18.6). */
const RELAY_OVER_UDP = Buffer.from([17, 0, 0, 0]);

/**
 * Tries one STUN or TURN server as a browser would: a Binding request (RFC 8489 section 7), or an allocation with the credentials that
 * is given back at once (RFC 8656 sections 7 and 8). Never rejects.
 */
export async function probe(probed: Probed, { timeoutMs, ca }: ProbeRules): Promise<Finding> {
  const url = readStunUrl(probed.url);
  if (url === null || url.transport === 'dtls') return { code: 'unsupported' };
  const began = performance.now();
  const over = new AbortController();
  const found = tryOut(url, probed, { signal: over.signal, ca }).then(
    (code): Finding => ({ code, tookMs: Math.round(performance.now() - began) }),
    (error: unknown): Finding => ({ code: codeOf(error, url) }),
  );
  const finding = await within(timeoutMs, found);
  over.abort();
  return finding === 'late' ? { code: 'not-answering' } : finding;
}

async function tryOut(url: StunUrl, probed: Probed, options: ChannelOptions): Promise<CheckCode> {
  const { address } = isIP(url.host) ? { address: url.host } : await lookup(url.host);
  options.signal.throwIfAborted();
  const channel = await openStunChannel(url, address, options);
  return url.kind === 'stun' ? bind(channel) : allocate(channel, probed, address);
}

async function bind(channel: StunChannel): Promise<CheckCode> {
  const { message } = await channel.ask(request(METHOD.binding));
  if (message.class !== 'success') return 'refused';
  const value = message.attributes.get(ATTRIBUTE.xorMappedAddress);
  return readXorAddress(value, message.transactionId) === null ? 'bad-answer' : 'reachable';
}

async function allocate(channel: StunChannel, { username = '', credential = '' }: Probed, address: string) {
  const wanted = [[ATTRIBUTE.requestedTransport, RELAY_OVER_UDP]] as const;
  const asked = await channel.ask(request(METHOD.allocate, wanted));
  if (asked.message.class === 'success') {
    await channel.ask(request(METHOD.refresh, [[ATTRIBUTE.lifetime, Buffer.alloc(4)]]));
    return 'unprotected';
  }
  if (errorOf(asked) !== 401) return refusalOf(asked);

  const realm = asked.message.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0);
  const nonce = asked.message.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0);
  const key = longTermKey(username, realm.toString(), credential);
  const signed = (method: number, attributes: Attributes) => {
    const credentials = [
      [ATTRIBUTE.username, Buffer.from(username)],
      [ATTRIBUTE.realm, realm],
      [ATTRIBUTE.nonce, nonce],
    ] as const;
    return channel.ask(request(method, [...attributes, ...credentials], key));
  };
  const answer = await signed(METHOD.allocate, wanted);
  if (answer.message.class !== 'success') return refusalOf(answer);
  if (!isFrom(answer.bytes, key)) return 'bad-answer';
  // given back at once: a check must not use up what calls need
  await signed(METHOD.refresh, [[ATTRIBUTE.lifetime, Buffer.alloc(4)]]);
  const value = answer.message.attributes.get(ATTRIBUTE.xorRelayedAddress);
  const relay = readXorAddress(value, answer.message.transactionId);
  if (relay === null) return 'bad-answer';
  return isOutOfReach(relay.address, address) ? 'private-relay' : 'reachable';
}

type Attributes = readonly (readonly [number, Buffer])[];

function request(method: number, attributes: Attributes = [], key?: Buffer): Buffer {
  const transactionId = randomBytes(12);
  return encodeMessage({ method, class: 'request', transactionId, attributes: new Map(attributes) }, key);
}

function errorOf({ message }: StunAnswer): number | null {
  return message.class === 'error' ? readErrorCode(message.attributes.get(ATTRIBUTE.errorCode)) : null;
}

/** What a refused allocation says (RFC 8656 section 19). */
function refusalOf(answer: StunAnswer): CheckCode {
  switch (errorOf(answer)) {
    case 401:
    case 441:
      return 'wrong-secret';
    case 486:
    case 508:
      return 'at-capacity';
    default:
      return 'refused';
  }
}

/** What the codes of Node.js and of OpenSSL mean here; everything that TLS says of a certificate is one thing to an operator. */
function codeOf(error: unknown, { transport }: StunUrl): CheckCode {
  if (error instanceof NotStunError) return 'bad-answer';
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'EAI_NODATA')
    return 'name-unknown';
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL') return 'no-route';
  if (code === 'ETIMEDOUT') return 'not-answering';
  if (/CERT|ISSUER|SELF_SIGNED|ALTNAME|LEAF_SIGNATURE/.test(code)) return 'bad-certificate';
  if (transport === 'tls' && /^ERR_SSL|^EPROTO|^ERR_TLS|^ECONNRESET/.test(code)) return 'no-tls';
  return 'bad-answer';
}
