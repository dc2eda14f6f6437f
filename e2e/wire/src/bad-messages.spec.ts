import { LIMITS } from '@holdfast/protocol';
import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { WireServer } from './harness/wire-server';

const CANARY = 'canary-that-no-answer-may-repeat';
const sdp = (length: number): string => CANARY.padEnd(length, 'x');

describe('a message that is wrong', () => {
  let server: WireServer;
  let ana: BareClient;
  let ben: BareClient;
  let stranger: BareClient;

  beforeEach(async () => {
    server = await WireServer.start();
    const room = freshId();
    ana = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ana' }));
    ben = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ben' }));
    stranger = await BareClient.join(server.origin, handshakeFor(freshId()));
    await ana.notice('peer-joined');
  });

  afterEach(async () => {
    for (const client of [ana, ben, stranger]) client.hangUp();
    await server.stop();
  });

  const presence = { version: 1, microphone: 'off', camera: 'off' } as const;
  const signal = () => ({ to: ben.id, connectionId: '1.1.1', n: 1, candidates: [] as unknown[] });
  const candidate = { candidate: CANARY };

  /** Each row: a name, the event and the arguments that make it wrong. */
  const malformed: [string, string, () => unknown[]][] = [
    ['signal without a payload', 'signal', () => []],
    ['signal with null', 'signal', () => [null]],
    ['signal with a string', 'signal', () => [CANARY]],
    ['signal with a number', 'signal', () => [7]],
    ['signal with a list', 'signal', () => [[CANARY]]],
    ['signal with two payloads', 'signal', () => [signal(), signal()]],
    ['signal with bytes', 'signal', () => [Buffer.from(CANARY)]],
    ['signal that says nothing', 'signal', () => [{ to: ben.id, connectionId: '1.1.1', n: 1 }]],
    ['signal without to', 'signal', () => [{ ...signal(), to: undefined }]],
    ['signal to a number', 'signal', () => [{ ...signal(), to: 7 }]],
    ['signal without connectionId', 'signal', () => [{ ...signal(), connectionId: undefined }]],
    ['signal with another connectionId', 'signal', () => [{ ...signal(), connectionId: CANARY }]],
    ['signal with a connectionId of incarnation 0', 'signal', () => [{ ...signal(), connectionId: '0.1.1' }]],
    ['signal with n 0', 'signal', () => [{ ...signal(), n: 0 }]],
    ['signal with n 1.5', 'signal', () => [{ ...signal(), n: 1.5 }]],
    ['signal with n as text', 'signal', () => [{ ...signal(), n: '1' }]],
    ['signal with n above the limit', 'signal', () => [{ ...signal(), n: 2 ** 31 }]],
    ['signal with a rollback', 'signal', () => [{ ...signal(), description: { type: 'rollback', sdp: CANARY } }]],
    ['signal with a description as text', 'signal', () => [{ ...signal(), description: CANARY }]],
    ['signal with sdp as a list', 'signal', () => [{ ...signal(), description: { type: 'offer', sdp: [CANARY] } }]],
    [
      'signal with too long an sdp',
      'signal',
      () => [{ ...signal(), description: { type: 'offer', sdp: sdp(LIMITS.sdpLength + 1) } }],
    ],
    ['signal with candidates as an object', 'signal', () => [{ ...signal(), candidates: candidate }]],
    ['signal with a candidate as text', 'signal', () => [{ ...signal(), candidates: [CANARY] }]],
    [
      'signal with too many candidates',
      'signal',
      () => [{ ...signal(), candidates: Array(LIMITS.candidatesPerMessage + 1).fill(candidate) }],
    ],
    [
      'signal with too long a candidate',
      'signal',
      () => [{ ...signal(), candidates: [{ candidate: sdp(LIMITS.candidateLength + 1) }] }],
    ],
    ['signal with restart false', 'signal', () => [{ ...signal(), restart: false }]],
    ['update without presence', 'update', () => [{}]],
    ['update with another word', 'update', () => [{ presence: { ...presence, camera: CANARY } }]],
    ['update with version -1', 'update', () => [{ presence: { ...presence, version: -1 } }]],
    ['update with half a presence', 'update', () => [{ presence: { version: 1, camera: 'on' } }]],
    ...['renew-ice', 'echo', 'closing', 'leave'].flatMap((event): [string, string, () => unknown[]][] => [
      [`${event} without a payload`, event, () => []],
      [`${event} with a string`, event, () => [CANARY]],
      [`${event} with null`, event, () => [null]],
      [`${event} with a list`, event, () => [[]]],
    ]),
  ];

  const oversized: [string, string, () => unknown[]][] = [
    [
      'signal',
      'signal',
      () => [{ ...signal(), candidates: Array(70).fill({ candidate: sdp(LIMITS.candidateLength) }) }],
    ],
    ['update', 'update', () => [{ presence, more: sdp(LIMITS.messageBytes) }]],
    ['echo', 'echo', () => [{ more: sdp(LIMITS.messageBytes) }]],
    ['leave', 'leave', () => [{ more: sdp(LIMITS.messageBytes) }]],
    ['echo in letters of three bytes', 'echo', () => [{ more: '€'.repeat(LIMITS.messageBytes / 3) }]],
  ];

  /** The typed error of a message, after a look that it changed nothing and repeats nothing. */
  async function errorOf(event: string, args: unknown[]): Promise<unknown> {
    const before = ben.told.length;
    const reply = (await ana.send(event, ...args)) as { error: { code: string; status: number; message: string } };
    expect(JSON.stringify(reply)).not.toContain(CANARY);
    expect(Object.keys(reply)).toEqual(['error']);
    expect(Object.keys(reply.error).filter((key) => key !== 'retryAfterMs')).toEqual(['code', 'status', 'message']);
    // both are in the room as before, and nobody was told anything
    await ana.settled();
    await ben.settled();
    expect(ben.told).toHaveLength(before);
    expect(await ana.signal(ben.id)).toEqual({});
    await ben.settled();
    expect(ben.told.slice(before)).toMatchObject([{ event: 'signaled', payload: { from: ana.id } }]);
    return { code: reply.error.code, status: reply.error.status };
  }

  it.each(malformed)('%s is a bad-message', async (_name, event, args) => {
    expect(await errorOf(event, args())).toEqual({ code: 'bad-message', status: 400 });
  });

  it.each(oversized)('%s above 64 KiB is too-large', async (_name, event, args) => {
    expect(await errorOf(event, args())).toEqual({ code: 'too-large', status: 413 });
  });

  it.each(['joined', 'peer-left', 'signaled', 'still-there', 'error', 'ping', 'constructor', '__proto__', '', CANARY])(
    'event %p is unknown',
    async (event) => {
      expect(await errorOf(event, [{ canary: CANARY }])).toEqual({ code: 'unknown-event', status: 404 });
    },
  );

  it('a signal to nobody, to oneself or into another room is to a peer-unknown', async () => {
    for (const to of ['nobody', ana.id, stranger.id]) {
      expect(await errorOf('signal', [{ ...signal(), to }])).toEqual({ code: 'peer-unknown', status: 404 });
    }
    await stranger.settled();
    expect(stranger.all('signaled')).toEqual([]);
  });

  it('a signal to somebody who is away says so and is not delivered later', async () => {
    ben.hangUp();
    await ana.notice('peer-away');
    expect(await ana.errorOf('signal', signal())).toBe('peer-away');
    ben = await BareClient.join(server.origin, ben.handshake as never);
    await ben.settled();
    expect(ben.all('signaled')).toEqual([]);
  });

  it('whatever comes after leave is of a seat-gone, also a second leave', async () => {
    expect(await ana.send('leave', {})).toEqual({});
    await ben.notice('peer-left');
    const told = ben.told.length;
    for (const [event, payload] of [
      ['leave', {}],
      ['signal', signal()],
      ['update', { presence }],
      ['echo', {}],
      ['closing', {}],
      ['renew-ice', {}],
    ] as const) {
      expect(await ana.errorOf(event, payload)).toBe('seat-gone');
    }
    await ben.settled();
    expect(ben.told).toHaveLength(told);
  });

  it('from stands for the sender, whatever the payload says', async () => {
    await ana.send('signal', { ...signal(), from: ben.id, extra: CANARY });
    const signaled = await ben.notice('signaled');
    expect(signaled).toMatchObject({ from: ana.id });
    expect(JSON.stringify(signaled)).not.toContain(CANARY);
  });
});
