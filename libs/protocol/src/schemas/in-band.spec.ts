import { ODD_NUMBERS, PRESENCE, SIGNAL } from '../testing/samples';
import { inBandSchema, inBandSchemas } from './in-band';

const { connectionId, n, description } = SIGNAL;
const PAYLOAD = { connectionId, n, description };
const MESSAGES = {
  beat: { event: 'beat', id: 2, echo: { id: 1, heldMs: 12.5 } },
  signal: { event: 'signal', id: 1, payload: PAYLOAD },
  update: { event: 'update', id: 1, payload: { presence: PRESENCE } },
  leave: { event: 'leave', id: 1 },
  ack: { event: 'ack', id: 1, n: 0 },
};
const accepts = (message: unknown) => inBandSchema.safeParse(message).success;

describe('a message over the data channel', () => {
  it.each(Object.entries(MESSAGES))('is taken as it is: %s', (_event, message) => {
    expect(inBandSchema.parse(message)).toEqual(message);
  });

  it.each(Object.keys(inBandSchemas) as (keyof typeof MESSAGES)[])(
    'counts from 1 to what 31 bits hold: %s',
    (event) => {
      for (const id of [0, ...ODD_NUMBERS, undefined]) expect(accepts({ ...MESSAGES[event], id })).toBe(false);
      expect(accepts({ ...MESSAGES[event], id: 2 ** 31 - 1 })).toBe(true);
    },
  );

  it('has one of five names', () => {
    for (const event of ['joined', 'echo', 'toString', '', null, undefined, 1])
      expect(accepts({ ...MESSAGES.leave, event })).toBe(false);
    for (const message of [null, [], 'beat', 7, undefined, {}]) expect(accepts(message)).toBe(false);
  });

  it('has a payload of the schema that it has over the server', () => {
    for (const payload of [
      undefined,
      null,
      {},
      { ...PAYLOAD, n: 0 },
      { ...PAYLOAD, connectionId: '1.1' },
      { connectionId: '1.1.1', n: 1 },
    ])
      expect(accepts({ ...MESSAGES.signal, payload })).toBe(false);
    for (const payload of [undefined, PRESENCE, { presence: { ...PRESENCE, version: -1 } }])
      expect(accepts({ ...MESSAGES.update, payload })).toBe(false);
  });

  it('has no sender of its own: the connection says who it is from', () => {
    expect(inBandSchema.parse({ ...MESSAGES.signal, payload: SIGNAL })).toEqual(MESSAGES.signal);
    expect(inBandSchema.parse({ ...MESSAGES.leave, from: 'somebody', incarnation: 9 })).toEqual(MESSAGES.leave);
  });

  it('holds a beat for no time that there is not', () => {
    const held = (heldMs: unknown) => accepts({ ...MESSAGES.beat, echo: { id: 1, heldMs } });
    expect([held(0), held(0.25), held(3_600_000)]).toEqual([true, true, true]);
    for (const heldMs of [-1, 3_600_001, NaN, Infinity, '1', null]) expect(held(heldMs)).toBe(false);
  });
});
