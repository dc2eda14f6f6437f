import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The methods that a check needs (RFC 8489 section 18.2, RFC 8656 section 17). */
export const METHOD = { binding: 0x001, allocate: 0x003, refresh: 0x004 } as const;

/** The attributes that a check needs (RFC 8489 section 18.3, RFC 8656 section 18). */
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const;

/** The class of a message, by the two bits that stand for it (RFC 8489 section 5). */
const CLASSES = { request: 0, indication: 1, success: 2, error: 3 } as const;
type MessageClass = keyof typeof CLASSES;
const CLASS_OF = Object.keys(CLASSES) as MessageClass[];

const MAGIC_COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
/** What a fingerprint is mixed with, so that no other protocol's checksum is taken for one (RFC 8489 section 14.7). */
const FINGERPRINT_XOR = 0x5354554e;

/** A STUN message. Attributes keep their order, which matters for those at the end. */
export interface StunMessage {
  readonly method: number;
  readonly class: MessageClass;
  /** 12 bytes. */
  readonly transactionId: Buffer;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** An address and a port. */
export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

/** A message as it goes over the wire, with MESSAGE-INTEGRITY where a key is given, and always with FINGERPRINT. */
export function encodeMessage(message: StunMessage, key?: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(typeBits(message.method, CLASSES[message.class]), 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  message.transactionId.copy(header, 8);
  const attributes = [...message.attributes].map(([type, value]) => attribute(type, value));
  let bytes: Buffer = Buffer.concat([header, ...attributes]);
  if (key) bytes = append(bytes, ATTRIBUTE.messageIntegrity, 20, (text) => hmac(key, text));
  return append(bytes, ATTRIBUTE.fingerprint, 4, fingerprint);
}

/** Reads a message; `null` where the bytes are none, or damaged. */
export function decodeMessage(bytes: Buffer): StunMessage | null {
  if (bytes.length < HEADER_BYTES || messageBytes(bytes) !== bytes.length) return null;
  const type = bytes.readUInt16BE(0);
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at < bytes.length;) {
    if (at + 4 > bytes.length) return null;
    const [attributeType, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)];
    const end = at + 4 + length;
    if (end > bytes.length) return null;
    // of several with one type the first counts (RFC 8489 section 14)
    if (!attributes.has(attributeType)) attributes.set(attributeType, bytes.subarray(at + 4, end));
    if (attributeType === ATTRIBUTE.fingerprint && !isFingerprint(bytes.subarray(0, at), bytes.subarray(at, end))) {
      return null;
    }
    at = end + padding(length);
  }
  return {
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    class: CLASS_OF[((type & 0x0010) >> 4) | ((type & 0x0100) >> 7)] as MessageClass,
    transactionId: bytes.subarray(8, HEADER_BYTES),
    attributes,
  };
}

/** How long the message that these bytes begin is; `null` where they begin none, 0 while that can't be told yet. */
export function messageBytes(bytes: Buffer): number | null {
  if (bytes.length > 0 && (bytes.readUInt8(0) & 0xc0) !== 0) return null;
  if (bytes.length < 8) return 0;
  const length = bytes.readUInt16BE(2);
  return bytes.readUInt32BE(4) === MAGIC_COOKIE && length % 4 === 0 ? HEADER_BYTES + length : null;
}

/** The key of long-term credentials (RFC 8489 section 9.2.2). */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest();
}

/** Whether a message was made by somebody who has the key. One without MESSAGE-INTEGRITY was not. */
export function isFrom(bytes: Buffer, key: Buffer): boolean {
  for (let at = HEADER_BYTES; at + 4 <= bytes.length; at += 4 + paddedLength(bytes, at)) {
    if (bytes.readUInt16BE(at) !== ATTRIBUTE.messageIntegrity) continue;
    const [signed, signature] = [bytes.subarray(0, at), bytes.subarray(at + 4, at + 24)];
    return signature.length === 20 && timingSafeEqual(hmac(key, withLength(signed, at + 24)), signature);
  }
  return false;
}

/** Reads XOR-MAPPED-ADDRESS and its like (RFC 8489 section 14.2); `null` where it is none. */
export function readXorAddress(value: Buffer | undefined, transactionId: Buffer): TransportAddress | null {
  const family = value?.length === 8 ? 1 : value?.length === 20 ? 2 : null;
  if (value === undefined || family === null || value.readUInt8(1) !== family) return null;
  const mask = Buffer.concat([cookie(), transactionId]);
  const address = Buffer.from(value.subarray(4).map((byte, index) => byte ^ mask.readUInt8(index)));
  const port = value.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16);
  return { address: family === 1 ? [...address].join('.') : ipv6(address), port };
}

/** The number of ERROR-CODE (RFC 8489 section 14.8); `null` where there is none. */
export function readErrorCode(value: Buffer | undefined): number | null {
  return value === undefined || value.length < 4 ? null : (value.readUInt8(2) & 7) * 100 + value.readUInt8(3);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(padding(value.length))]);
}

/** Puts an attribute behind a message that is a function of all before it; the length in the header counts it already. */
function append(bytes: Buffer, type: number, length: number, valueOf: (text: Buffer) => Buffer): Buffer {
  const text = withLength(bytes, bytes.length + 4 + length);
  return Buffer.concat([text, attribute(type, valueOf(text))]);
}

/** The message with the length in its header set as if it had so many bytes. */
function withLength(bytes: Buffer, total: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16BE(total - HEADER_BYTES, 2);
  return copy;
}

function fingerprint(text: Buffer): Buffer {
  const value = Buffer.alloc(4);
  value.writeUInt32BE((crc32(text) ^ FINGERPRINT_XOR) >>> 0, 0);
  return value;
}

function isFingerprint(text: Buffer, whole: Buffer): boolean {
  return whole.length === 8 && fingerprint(withLength(text, text.length + 8)).equals(whole.subarray(4));
}

function hmac(key: Buffer, text: Buffer): Buffer {
  return createHmac('sha1', key).update(text).digest();
}

/** The class' two bits stand between those of the method (RFC 8489 section 5, figure 3). */
function typeBits(method: number, classBits: number): number {
  const methodBits = (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2);
  return methodBits | ((classBits & 1) << 4) | ((classBits & 2) << 7);
}

function paddedLength(bytes: Buffer, at: number): number {
  const length = bytes.readUInt16BE(at + 2);
  return length + padding(length);
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

function cookie(): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(MAGIC_COOKIE, 0);
  return bytes;
}

function ipv6(address: Buffer): string {
  return Array.from({ length: 8 }, (_, index) => address.readUInt16BE(index * 2).toString(16)).join(':');
}
