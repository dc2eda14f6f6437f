import {
  ATTRIBUTE,
  decodeMessage,
  encodeMessage,
  isFrom,
  longTermKey,
  messageBytes,
  METHOD,
  readErrorCode,
  readXorAddress,
} from './stun-message';

const hex = (text: string) => Buffer.from(text.replace(/\s+/g, ''), 'hex');

/** The samples of RFC 5769, sections 2.2 to 2.4. */
const IPV4_RESPONSE = hex(`
  01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
  80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
  00 20 00 08 00 01 a1 47 e1 12 a6 43
  00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
  80 28 00 04 c0 7d 4c 96`);
const IPV6_RESPONSE = hex(`
  01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
  80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
  00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
  00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
  80 28 00 04 c8 fb 0b 4c`);
const LONG_TERM_REQUEST = hex(`
  00 01 00 60 21 12 a4 42 78 ad 34 33 c6 ad 72 c0 29 da 41 2e
  00 06 00 12 e3 83 9e e3 83 88 e3 83 aa e3 83 83 e3 82 af e3 82 b9 00 00
  00 15 00 1c 66 2f 2f 34 39 39 6b 39 35 34 64 36 4f 4c 33 34 6f 4c 39 46 53 54 76 79 36 34 73 41
  00 14 00 0b 65 78 61 6d 70 6c 65 2e 6f 72 67 00
  00 08 00 14 f6 70 24 65 6d d6 4a 3e 02 b8 e0 71 2e 85 c9 a2 8c a8 96 66`);
const SHORT_TERM_KEY = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt');
const LONG_TERM_KEY = longTermKey('マトリックス', 'example.org', 'TheMatrIX');

describe('a STUN message', () => {
  it.each([
    ['IPv4', IPV4_RESPONSE, { address: '192.0.2.1', port: 32853 }],
    ['IPv6', IPV6_RESPONSE, { address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32853 }],
  ])('is read as RFC 5769 has it: a response with an address of %s', (_family, bytes, address) => {
    const message = decodeMessage(bytes);
    expect(message).toMatchObject({ method: METHOD.binding, class: 'success' });
    const value = message?.attributes.get(ATTRIBUTE.xorMappedAddress);
    expect(readXorAddress(value, bytes.subarray(8, 20))).toEqual(address);
    expect(isFrom(bytes, SHORT_TERM_KEY)).toBe(true);
    expect(isFrom(bytes, LONG_TERM_KEY)).toBe(false);
  });

  it('is written as RFC 5769 has it: a request with long-term credentials', () => {
    const message = decodeMessage(LONG_TERM_REQUEST);
    if (message === null) throw new Error('The sample is not read.');
    const attributes = new Map(message.attributes);
    attributes.delete(ATTRIBUTE.messageIntegrity);
    const written = encodeMessage({ ...message, attributes }, LONG_TERM_KEY);
    // ours has a fingerprint behind it, which the length in the header counts
    expect(written.subarray(4, LONG_TERM_REQUEST.length)).toEqual(LONG_TERM_REQUEST.subarray(4));
    expect(written.readUInt16BE(2)).toBe(LONG_TERM_REQUEST.readUInt16BE(2) + 8);
    expect(isFrom(written, LONG_TERM_KEY)).toBe(true);
    expect(decodeMessage(written)?.attributes.get(ATTRIBUTE.realm)?.toString()).toBe('example.org');
  });

  it.each(['request', 'indication', 'success', 'error'] as const)('keeps method and class apart: %s', (kind) => {
    for (const method of [1, 3, 4, 0x80, 0xfff]) {
      const message = { method, class: kind, transactionId: Buffer.alloc(12, 7), attributes: new Map() };
      expect(decodeMessage(encodeMessage(message))).toMatchObject({ method, class: kind });
    }
  });

  it('is none where a byte was changed, lost or added', () => {
    const fingerprintType = IPV4_RESPONSE.length - 8; // changed it is an attribute of another kind, and the message has no fingerprint
    for (let at = 0; at < IPV4_RESPONSE.length; at++) {
      if (at === fingerprintType || at === fingerprintType + 1) continue;
      const damaged = Buffer.from(IPV4_RESPONSE);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
      expect(decodeMessage(damaged)).toBeNull();
    }
    for (let length = 0; length < IPV4_RESPONSE.length; length++) {
      expect(decodeMessage(IPV4_RESPONSE.subarray(0, length))).toBeNull();
    }
    expect(decodeMessage(Buffer.concat([IPV4_RESPONSE, Buffer.alloc(4)]))).toBeNull();
  });

  it('tells its length as soon as its header is there, and what can be none', () => {
    expect(messageBytes(Buffer.alloc(0))).toBe(0);
    expect(messageBytes(IPV4_RESPONSE.subarray(0, 7))).toBe(0);
    expect(messageBytes(IPV4_RESPONSE.subarray(0, 8))).toBe(IPV4_RESPONSE.length);
    expect(messageBytes(Buffer.from('HTTP/1.1 400 Bad Request'))).toBeNull();
    expect(messageBytes(Buffer.alloc(20))).toBeNull();
  });

  it('reads error codes, and nothing from what is too short', () => {
    expect(readErrorCode(hex('00 00 04 01 55 6e 61 75'))).toBe(401);
    expect(readErrorCode(hex('00 00 05 08'))).toBe(508);
    expect(readErrorCode(hex('00 00 04'))).toBeNull();
    expect(readErrorCode(undefined)).toBeNull();
    expect(readXorAddress(hex('00 01 a1'), Buffer.alloc(12))).toBeNull();
    expect(readXorAddress(hex('00 02 a1 47 e1 12 a6 43'), Buffer.alloc(12))).toBeNull();
  });
});
