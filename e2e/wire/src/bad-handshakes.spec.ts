import { ERROR_STATUS, LIMITS, type ErrorCode } from '@holdfast/protocol';
import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { WireServer } from './harness/wire-server';

const CANARY = 'canary-that-no-answer-may-repeat';

describe('a handshake that is wrong', () => {
  let server: WireServer;
  const room = freshId();
  const good = handshakeFor(room);

  beforeAll(async () => {
    server = await WireServer.start();
  });

  afterAll(() => server.stop());

  const without = (field: string): object => Object.fromEntries(Object.entries(good).filter(([key]) => key !== field));
  const offer = (sdp: unknown) => ({ description: { type: 'offer', sdp }, candidates: [] });

  const faults: [string, ErrorCode, unknown][] = [
    ['nothing in it', 'bad-handshake', {}],
    ['no protocol', 'bad-handshake', without('protocol')],
    ['protocol 2', 'wrong-protocol', { ...good, protocol: 2 }],
    ['protocol as text', 'bad-handshake', { ...good, protocol: '1' }],
    ['protocol 2 and all else wrong', 'wrong-protocol', { protocol: 2, room: CANARY }],
    ...['room', 'seatKey', 'pageId', 'name', 'presence'].flatMap((field): [string, ErrorCode, unknown][] => [
      [`no ${field}`, 'bad-handshake', without(field)],
      [`${field} as null`, 'bad-handshake', { ...good, [field]: null }],
      [`${field} as a list`, 'bad-handshake', { ...good, [field]: [CANARY] }],
    ]),
    ['too short a room', 'bad-handshake', { ...good, room: 'short' }],
    ['too long a room', 'bad-handshake', { ...good, room: CANARY.repeat(3) }],
    ['a room with a slash', 'bad-handshake', { ...good, room: `${room}/..` }],
    ['too short a seat key', 'bad-handshake', { ...good, seatKey: 'short' }],
    ['a page id with a blank', 'bad-handshake', { ...good, pageId: `${CANARY} x` }],
    ['too long a name', 'bad-handshake', { ...good, name: CANARY.padEnd(LIMITS.nameLength + 1, 'x') }],
    ['a control character in the name', 'bad-handshake', { ...good, name: `${CANARY}\u0000` }],
    ['half a surrogate pair in the name', 'bad-handshake', { ...good, name: `${CANARY}\ud83d` }],
    ['half a presence', 'bad-handshake', { ...good, presence: { version: 0 } }],
    ['another word in the presence', 'bad-handshake', { ...good, presence: { ...good.presence, camera: CANARY } }],
    ['a ticket that is no text', 'bad-handshake', { ...good, ticket: { CANARY } }],
    ['too long a ticket', 'bad-handshake', { ...good, ticket: CANARY.padEnd(LIMITS.ticketLength + 1, 'x') }],
    ['connections as a list', 'bad-handshake', { ...good, connections: [CANARY] }],
    ['a connection without n', 'bad-handshake', { ...good, connections: { seat: { connectionId: '1.1.1' } } }],
    ['a connection with n -1', 'bad-handshake', { ...good, connections: { seat: { connectionId: '1.1.1', n: -1 } } }],
    ['an answer as an offer', 'bad-handshake', { ...good, offer: { description: { type: 'answer', sdp: '' } } }],
    ['an offer without candidates', 'bad-handshake', { ...good, offer: { description: { type: 'offer', sdp: '' } } }],
    ['an sdp that is no text', 'bad-handshake', { ...good, offer: offer([CANARY]) }],
    ['too long an sdp', 'bad-handshake', { ...good, offer: offer(CANARY.padEnd(LIMITS.sdpLength + 1, 'x')) }],
    ['more than 64 KiB', 'too-large', { ...good, more: CANARY.padEnd(LIMITS.messageBytes, 'x') }],
    ['more than 64 KiB, and all else wrong', 'too-large', { protocol: 1, room: CANARY.padEnd(70_000, 'x') }],
  ];

  it.each(faults)('with %s is refused as %s #%#', async (_name, code, handshake) => {
    const refusal = await BareClient.refused(server.origin, handshake);
    expect(refusal).toMatchObject({ code, status: ERROR_STATUS[code], retryable: false });
    expect(JSON.stringify(refusal)).not.toContain(CANARY);
    // nothing of it is left: the room has not even begun
    expect(await server.store.look(room)).toBeNull();
    expect(server.happened).toEqual([]);
  });

  it('in another namespace is refused by Socket.IO, with nothing of ours', async () => {
    const client = BareClient.knock(`${server.origin}/other`, good);
    expect(await client.refusal()).toBeUndefined();
    client.hangUp();
  });
});
