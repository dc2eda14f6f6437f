import * as fc from 'fast-check';
import { LIMITS } from '../limits';
import { ODD_NUMBERS, PRESENCE, SIGNAL } from '../testing/samples';
import { candidateSchema, requestSchemas, signalSchema, updateSchema } from './requests';

const accepts = (changed: object) => signalSchema.safeParse({ ...SIGNAL, ...changed }).success;
const candidate = {
  candidate: 'candidate:1 1 udp 2122260223 192.0.2.7 50321 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'wGm3',
};

describe('a signal', () => {
  it('is taken as it is', () => {
    expect(signalSchema.parse(SIGNAL)).toEqual(SIGNAL);
  });

  it('carries a description, candidates, a restart, or several of them', () => {
    const { description, ...bare } = SIGNAL;
    expect(signalSchema.safeParse(bare).success).toBe(false);
    expect(signalSchema.safeParse({ ...bare, candidates: [candidate] }).success).toBe(true);
    expect(signalSchema.safeParse({ ...bare, restart: true }).success).toBe(true);
    expect(signalSchema.safeParse({ ...bare, description, candidates: [candidate], restart: true }).success).toBe(true);
  });

  it('has no restart but true', () => {
    for (const restart of [false, 'true', 1, null]) expect(accepts({ restart })).toBe(false);
  });

  it('has no sender of its own: the server says who it is from', () => {
    expect(signalSchema.parse({ ...SIGNAL, from: 'somebody' })).toEqual(SIGNAL);
  });

  it('counts from 1 to what 31 bits hold', () => {
    expect(accepts({ n: 1 })).toBe(true);
    expect(accepts({ n: 2 ** 31 - 1 })).toBe(true);
    for (const n of [0, ...ODD_NUMBERS]) expect(accepts({ n })).toBe(false);
  });

  it('takes offers and answers up to their limit, and no other description', () => {
    expect(accepts({ description: { type: 'answer', sdp: 'x'.repeat(LIMITS.sdpLength) } })).toBe(true);
    expect(accepts({ description: { type: 'offer', sdp: 'x'.repeat(LIMITS.sdpLength + 1) } })).toBe(false);
    for (const type of ['rollback', 'pranswer', '', null, undefined])
      expect(accepts({ description: { type, sdp: '' } })).toBe(false);
    for (const sdp of [undefined, null, 1, ['v=0']])
      expect(accepts({ description: { type: 'offer', sdp } })).toBe(false);
  });

  it('takes candidates up to their number', () => {
    expect(accepts({ candidates: Array(LIMITS.candidatesPerMessage).fill(candidate) })).toBe(true);
    expect(accepts({ candidates: Array(LIMITS.candidatesPerMessage + 1).fill(candidate) })).toBe(false);
    for (const candidates of [null, {}, 'candidate:1', [null], ['candidate:1'], { length: 1, 0: candidate }]) {
      expect(accepts({ candidates })).toBe(false);
    }
  });

  it('goes to a seat and names a connection', () => {
    for (const to of ['', 'x'.repeat(65), 'a b', null, ['x'], '\u0000']) expect(accepts({ to })).toBe(false);
    for (const connectionId of ['', '1.1', '0.1.1', '1.1.01', '1.1.1\n', 111, null])
      expect(accepts({ connectionId })).toBe(false);
  });

  it('forgets what it does not know, and lets no key of the wire reach a prototype', () => {
    const wire = JSON.stringify(SIGNAL).replace('{', '{"__proto__": {"restart": true, "polluted": true}, ');
    const read = signalSchema.parse(JSON.parse(wire));
    expect(read).toEqual(SIGNAL);
    expect(read.restart).toBeUndefined();
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a candidate', () => {
  it('is what a browser gives, also where it leaves something open', () => {
    expect(candidateSchema.parse(candidate)).toEqual(candidate);
    expect(
      candidateSchema.safeParse({ candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null }).success,
    ).toBe(true);
    expect(candidateSchema.safeParse({ candidate: '' }).success).toBe(true);
  });

  it('has bounds on everything', () => {
    expect(candidateSchema.safeParse({ candidate: 'x'.repeat(LIMITS.candidateLength) }).success).toBe(true);
    for (const changed of [
      { candidate: 'x'.repeat(LIMITS.candidateLength + 1) },
      { sdpMid: 'x'.repeat(65) },
      { sdpMLineIndex: 256 },
      { sdpMLineIndex: -1 },
      { sdpMLineIndex: 0.5 },
      { usernameFragment: 'x'.repeat(257) },
      { candidate: null },
      { candidate: undefined },
    ]) {
      expect(candidateSchema.safeParse({ ...candidate, ...changed }).success).toBe(false);
    }
  });
});

describe('an update', () => {
  it('carries a whole presence', () => {
    expect(updateSchema.parse({ presence: PRESENCE })).toEqual({ presence: PRESENCE });
    for (const field of Object.keys(PRESENCE)) {
      expect(updateSchema.safeParse({ presence: { ...PRESENCE, [field]: undefined } }).success).toBe(false);
    }
  });

  it('counts versions from 0 to what 31 bits hold', () => {
    const accepted = (version: unknown) => updateSchema.safeParse({ presence: { ...PRESENCE, version } }).success;
    expect([accepted(0), accepted(2 ** 31 - 1)]).toEqual([true, true]);
    for (const version of ODD_NUMBERS) expect(accepted(version)).toBe(false);
  });

  it('knows on, off and none', () => {
    const accepted = (camera: unknown) => updateSchema.safeParse({ presence: { ...PRESENCE, camera } }).success;
    expect(['on', 'off', 'none'].every(accepted)).toBe(true);
    expect(['ON', '', 'muted', true, null, 1, ['on']].some(accepted)).toBe(false);
  });
});

describe('every request', () => {
  const requests = Object.entries(requestSchemas);

  it.each(requests)('%s is read or refused for whatever comes, and never throws', (_, schema) => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withTypedArray: true });
    fc.assert(
      fc.property(anything, (payload) => {
        const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
        if (!isObject) expect(schema.safeParse(payload).success).toBe(false);
        else schema.safeParse(payload);
      }),
    );
  });

  it.each(requests)('%s reads what it has read to the same', (name, schema) => {
    const wellFormed = name === 'signal' ? SIGNAL : name === 'update' ? { presence: PRESENCE } : {};
    const read = schema.parse({ ...wellFormed, extra: 1 });
    expect(read).toEqual(wellFormed);
    expect(schema.parse(read)).toEqual(read);
  });
});
