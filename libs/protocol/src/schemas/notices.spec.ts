import { PARTICIPANT, PRESENCE, SIGNAL } from '../testing/samples';
import { noticeSchemas, offerFateSchema, participantSchema, serverRequestSchemas } from './notices';

const JOINED = {
  room: { id: 'V7nq1bTzK3mXr9aPcE5wYg', capacity: 2, relayOnly: false },
  self: PARTICIPANT,
  peers: [],
  iceServers: [],
  limits: { messageBytes: 65_536, graceMs: 30_000, closingGraceMs: 8_000 },
  resumed: false,
};

describe('joined', () => {
  it('is taken with what it must have, and with all it may have', () => {
    const whole = {
      ...JOINED,
      peers: [{ ...PARTICIPANT, order: 2, role: 'callee' }],
      iceTtlMs: 3_600_000,
      ticket: 'abc',
      offer: { dropped: 'mesh' },
    };
    expect(noticeSchemas.joined.parse(JOINED)).toEqual(JOINED);
    expect(noticeSchemas.joined.parse(whole)).toEqual(whole);
  });

  it.each(Object.keys(JOINED))('is refused without %s', (field) => {
    expect(noticeSchemas.joined.safeParse({ ...JOINED, [field]: undefined }).success).toBe(false);
  });

  it('has a room of 2 to 8 seats', () => {
    const accepted = (capacity: unknown) =>
      noticeSchemas.joined.safeParse({ ...JOINED, room: { ...JOINED.room, capacity } }).success;
    expect([2, 8].every(accepted)).toBe(true);
    expect([0, 1, 9, 2.5, Infinity, '2'].some(accepted)).toBe(false);
  });
});

describe('a participant', () => {
  it('has an order and an incarnation from 1', () => {
    for (const field of ['order', 'incarnation']) {
      for (const value of [0, -1, 1.5, 2 ** 53, Infinity, NaN, '1']) {
        expect(participantSchema.safeParse({ ...PARTICIPANT, [field]: value }).success).toBe(false);
      }
    }
  });

  it('is present or away, caller or callee, and nothing else', () => {
    expect(participantSchema.safeParse({ ...PARTICIPANT, state: 'away', role: 'callee' }).success).toBe(true);
    expect(participantSchema.safeParse({ ...PARTICIPANT, state: 'gone' }).success).toBe(false);
    expect(participantSchema.safeParse({ ...PARTICIPANT, role: 'host' }).success).toBe(false);
  });
});

describe('the fate of a warm offer', () => {
  it('is a recipient or a reason', () => {
    expect(offerFateSchema.safeParse({ deliveredTo: PARTICIPANT.id }).success).toBe(true);
    for (const dropped of ['resumed', 'not-alone-with-one', 'mesh'])
      expect(offerFateSchema.safeParse({ dropped }).success).toBe(true);
    for (const fate of [{}, { dropped: 'late' }, { deliveredTo: '' }, null])
      expect(offerFateSchema.safeParse(fate).success).toBe(false);
  });
});

describe('signaled', () => {
  it('is a signal with its sender in the place of its recipient', () => {
    const { to, ...rest } = SIGNAL;
    expect(noticeSchemas.signaled.parse({ ...rest, from: to })).toEqual({ ...rest, from: to });
    expect(noticeSchemas.signaled.safeParse(SIGNAL).success).toBe(false);
  });
});

describe('the other notices', () => {
  it.each([
    ['peer-joined', { peer: PARTICIPANT }],
    ['peer-away', { id: PARTICIPANT.id }],
    ['peer-resumed', { peer: PARTICIPANT, connection: { connectionId: '1.2.3', n: 0 } }],
    ['peer-left', { id: PARTICIPANT.id, reason: 'expired' }],
    ['peer-updated', { id: PARTICIPANT.id, incarnation: 1, presence: PRESENCE }],
    ['role-changed', { role: 'caller' }],
    ['seat-taken', { by: PARTICIPANT.pageId }],
    ['ticket', { ticket: 'abc' }],
    ['room-closed', {}],
    ['server-closing', { retryAfterMs: 0 }],
  ] as const)('%s is taken with its fields, and where it has any not without them', (event, payload) => {
    expect(noticeSchemas[event].parse(payload)).toEqual(payload);
    expect(noticeSchemas[event].safeParse(null).success).toBe(false);
    const [required] = Object.keys(payload);
    if (required !== undefined)
      expect(noticeSchemas[event].safeParse({ ...payload, [required]: undefined }).success).toBe(false);
  });
});

describe('still-there', () => {
  it('names a seat and is answered with yes or no', () => {
    const { payload, reply } = serverRequestSchemas['still-there'];
    expect(payload.safeParse({ seat: PARTICIPANT.id }).success).toBe(true);
    expect(payload.safeParse({ seat: '' }).success).toBe(false);
    expect([true, false].every((receiving) => reply.safeParse({ receiving }).success)).toBe(true);
    expect(reply.safeParse({ receiving: 'yes' }).success).toBe(false);
  });
});
