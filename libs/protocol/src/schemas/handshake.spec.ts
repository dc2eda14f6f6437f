import * as fc from 'fast-check';
import { LIMITS } from '../limits';
import { HANDSHAKE, ODD_NUMBERS, PRESENCE } from '../testing/samples';
import { handshakeSchema } from './handshake';
import { nameSchema } from './name';

const accepts = (changed: object) => handshakeSchema.safeParse({ ...HANDSHAKE, ...changed }).success;
const held = { connectionId: '1.1.1', n: 2 };

describe('the handshake', () => {
  it('is taken as it is', () => {
    expect(handshakeSchema.parse(HANDSHAKE)).toEqual(HANDSHAKE);
  });

  it.each(Object.keys(HANDSHAKE))('is refused without %s', (field) => {
    expect(handshakeSchema.safeParse({ ...HANDSHAKE, [field]: undefined }).success).toBe(false);
  });

  it.each([undefined, null, 'handshake', 1, true, [], [HANDSHAKE], () => HANDSHAKE])(
    'is refused where it is %p',
    (auth) => {
      expect(handshakeSchema.safeParse(auth).success).toBe(false);
    },
  );

  it('is refused or read for whatever comes, and never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withTypedArray: true }),
        (auth) => {
          expect(handshakeSchema.safeParse(auth).success).toBe(false);
        },
      ),
    );
  });

  it.each(['room', 'seatKey', 'pageId'])('takes a %s of 20 to 64 characters of its alphabet', (field) => {
    expect(accepts({ [field]: 'x'.repeat(20) })).toBe(true);
    expect(accepts({ [field]: 'x'.repeat(64) })).toBe(true);
    for (const id of [
      '',
      'x'.repeat(19),
      'x'.repeat(65),
      'x'.repeat(22) + '\n',
      'ä'.repeat(22),
      'x'.repeat(21) + '=',
      22,
      null,
      ['x'.repeat(22)],
    ]) {
      expect(accepts({ [field]: id })).toBe(false);
    }
  });

  it('forgets fields that it does not know', () => {
    expect(handshakeSchema.parse({ ...HANDSHAKE, role: 'caller', order: 0, from: 'somebody' })).toEqual(HANDSHAKE);
  });

  it('takes the connections that are still there, by the seat at their other end', () => {
    const connections = { s3Qk2mYbT0uW1xVnR8aZpA: held, c9Tz5oLrXe2kWq7yMb4GhQ: { connectionId: '2.1.0', n: 0 } };
    expect(handshakeSchema.parse({ ...HANDSHAKE, connections }).connections).toEqual(connections);
  });

  it('refuses connections that are no record, or that name what is no seat and no connection', () => {
    for (const connections of [
      null,
      [],
      [held],
      'none',
      { '': held },
      { ['x'.repeat(65)]: held },
      { 'a b': held },
      { x: null },
      { x: { n: 1 } },
      { x: { connectionId: '1.1', n: 1 } },
      { x: { connectionId: '1.1.1' } },
    ]) {
      expect(accepts({ connections })).toBe(false);
    }
  });

  it.each(ODD_NUMBERS)('refuses an applied n of %p', (n) => {
    expect(accepts({ connections: { x: { connectionId: '1.1.1', n } } })).toBe(false);
  });

  it('lets no key of the wire reach a prototype', () => {
    const wire = `{"__proto__": {"connectionId": "9.9.9", "n": 1, "polluted": true}, "constructor": {"connectionId": "1.1.1", "n": 1}}`;
    const auth = JSON.parse(
      JSON.stringify(HANDSHAKE).replace('{', `{"connections": ${wire}, "__proto__": {"polluted": true}, `),
    );
    const read = handshakeSchema.parse(auth);
    expect(Object.keys(read.connections ?? {})).toEqual(['constructor']);
    expect(Object.getPrototypeOf(read.connections)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect('polluted' in read || 'polluted' in (read.connections ?? {}) || 'polluted' in {}).toBe(false);
  });

  it('takes a ticket up to its limit', () => {
    expect(accepts({ ticket: 'x'.repeat(LIMITS.ticketLength) })).toBe(true);
    expect(accepts({ ticket: 'x'.repeat(LIMITS.ticketLength + 1) })).toBe(false);
    expect(accepts({ ticket: { ...PRESENCE } })).toBe(false);
  });

  it('takes a warm offer, and nothing else in its place', () => {
    const candidates = [{ candidate: 'candidate:1 1 udp 1 192.0.2.7 5 typ host' }];
    expect(accepts({ offer: { description: { type: 'offer', sdp: 'v=0' }, candidates } })).toBe(true);
    expect(accepts({ offer: { description: { type: 'answer', sdp: 'v=0' }, candidates } })).toBe(false);
    expect(accepts({ offer: { description: { type: 'offer', sdp: 'v=0' } } })).toBe(false);
    expect(accepts({ offer: { candidates } })).toBe(false);
  });
});

describe('a name', () => {
  it('is trimmed, and may be empty', () => {
    expect(nameSchema.parse('  Ana \n')).toBe('Ana');
    expect(nameSchema.parse('   ')).toBe('');
    expect(nameSchema.parse('')).toBe('');
  });

  it('is measured after trimming', () => {
    expect(nameSchema.parse(` ${'x'.repeat(LIMITS.nameLength)} `)).toHaveLength(LIMITS.nameLength);
    expect(nameSchema.safeParse('x'.repeat(LIMITS.nameLength + 1)).success).toBe(false);
  });

  it.each(['Ана', '安娜', 'آنا', 'Zoë', "O'Neill", '<b>Ana</b>', '👩‍👩‍👧', '__proto__'])('takes %s', (name) => {
    expect(nameSchema.parse(name)).toBe(name);
  });

  it.each(['A\u0000na', 'A\nna', 'A\tna', 'A\u001bna', 'A\u007fna', 'A\u0085na', 'A\u009bna'])(
    'refuses the control character in %j',
    (name) => {
      expect(nameSchema.safeParse(name).success).toBe(false);
    },
  );

  it.each(['\ud800', 'Ana \udc00', '\udc00\ud800', 'A\ud83d'])('refuses half of a surrogate pair in %j', (name) => {
    expect(nameSchema.safeParse(name).success).toBe(false);
  });

  it('comes through JSON and UTF-8 as it was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        const read = nameSchema.safeParse(typed);
        fc.pre(read.success);
        expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(read.data))).toBe(read.data);
        expect(nameSchema.parse(JSON.parse(JSON.stringify(read.data)))).toBe(read.data);
      }),
    );
  });

  it.each([undefined, null, 1, ['Ana'], { name: 'Ana' }, new String('Ana')])('is no %p', (name) => {
    expect(nameSchema.safeParse(name).success).toBe(false);
  });
});
