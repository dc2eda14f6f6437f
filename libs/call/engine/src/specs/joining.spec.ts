import { OPAQUE_ID } from '@holdfast/protocol';
import { handshakeSchema } from '@holdfast/protocol/schemas';
import { FakeTransport } from '../testing';
import { createCall } from '../create-call';
import { asyncScheduler } from 'rxjs';
import { FakeNetwork, FakeOutgoingMedia, MemorySeatStorage } from '../testing';
import { ROOM, Stage } from './stage';

describe('joining', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  it('opens nothing before it is asked to', async () => {
    const ana = stage.person('Ana');
    await stage.pass(10_000);
    expect(ana.transport.links).toHaveLength(0);
    expect(ana.call.state$.value).toEqual({ phase: 'idle' });
    expect(ana.call.signaling$.value).toBe('closed');
  });

  it('warms the transport ahead of the join and lets it cool', () => {
    const ana = stage.person('Ana');
    ana.call.prepare(true);
    expect(ana.transport.warmth).toBe('warm');
    ana.call.prepare(false);
    expect(ana.transport.warmth).toBe('cold');
  });

  it('leaves no warm transport behind when it is disposed of', () => {
    const ana = stage.person('Ana');
    ana.call.prepare(true);
    ana.call.dispose();
    expect(ana.transport.warmth).toBe('cold');
  });

  it('shows a handshake that fits its schema', async () => {
    const ana = stage.person('Ana');
    await ana.joins();
    expect(handshakeSchema.safeParse(ana.handshake).success).toBe(true);
    expect(ana.handshake).toMatchObject({ protocol: 1, room: ROOM, name: 'Ana', ticket: 'ticket-seat-1' });
    expect(ana.handshake.presence).toEqual({ version: 1, microphone: 'on', camera: 'on' });
  });

  it('stores its seat key before the first handshake and shows the same one in each', async () => {
    const ana = stage.person('Ana');
    const written = jest.spyOn(ana.storage, 'write');
    ana.call.join('Ana');
    await stage.pass(0);
    const { seatKey } = ana.handshake;
    expect(seatKey).toMatch(OPAQUE_ID);
    expect(written.mock.calls[0]?.[1]).toEqual({ seatKey });
    await stage.pass(100);
    stage.server.breakLink(ana.id);
    await stage.pass(500);
    expect(ana.transport.links).toHaveLength(2);
    expect(ana.handshake.seatKey).toBe(seatKey);
  });

  it('is joined with its own seat and role', async () => {
    const ana = stage.person('Ana');
    ana.call.join('Ana');
    expect(ana.call.state$.value.phase).toBe('joining');
    await stage.pass(0); // the lock of the seat is granted
    expect(ana.call.signaling$.value).toBe('connecting');
    await stage.pass(100);
    expect(ana.call.state$.value.phase).toBe('joined');
    expect(ana.call.signaling$.value).toBe('connected');
    expect(ana.call.self$.value).toMatchObject({ name: 'Ana', role: 'caller', order: 1 });
    expect(ana.call.peers$.value).toEqual([]);
  });

  it('tells what changed between its handshake and joined', async () => {
    const ana = stage.person('Ana');
    ana.call.join('Ana');
    await stage.pass(7); // the handshake was read, `joined` is on its way
    ana.media.mute();
    await stage.pass(100);
    expect(stage.server.participants[0]?.presence).toEqual({ version: 2, microphone: 'off', camera: 'on' });
  });

  it('joins once, however often it is told', async () => {
    const ana = stage.person('Ana');
    ana.call.join('Ana');
    ana.call.join('Ana');
    await stage.pass(100);
    ana.call.join('Ana');
    await stage.pass(100);
    expect(ana.transport.links).toHaveLength(1);
  });

  it('says why it is refused, tries nothing by itself, and joins when it is told again', async () => {
    await stage.two();
    const cat = stage.person('Cat');
    await cat.joins();
    expect(cat.call.state$.value).toMatchObject({ phase: 'refused', refusal: { code: 'room-full', status: 423 } });
    expect(cat.call.resumable).toBeNull();
    await stage.pass(60_000);
    expect(cat.transport.links).toHaveLength(1);
    await stage.people[1]?.leaves();
    await cat.joins();
    expect(cat.call.state$.value.phase).toBe('joined');
    expect(cat.peer.connection).toBe('connected');
  });

  it.each(['not-allowed', 'room-not-found', 'wrong-protocol', 'bad-handshake'] as const)(
    'is refused for good with %s',
    async (code) => {
      stage.server.refuseNext(code);
      const ana = stage.person('Ana');
      await ana.joins();
      expect(ana.call.state$.value).toMatchObject({ phase: 'refused', refusal: { code } });
      expect(ana.call.signaling$.value).toBe('closed');
    },
  );

  it.each(['server-closing', 'join-timeout', 'already-joining', 'internal', 'rate-limited'] as const)(
    'tries again by itself after %s, not before the server wants it',
    async (code) => {
      stage.server.refuseNext(code, 2_000);
      const ana = stage.person('Ana');
      ana.call.join('Ana');
      await stage.pass(1_900);
      expect(ana.transport.links).toHaveLength(1);
      expect(ana.call.state$.value.phase).toBe('joining');
      await stage.pass(500);
      expect(ana.call.state$.value.phase).toBe('joined');
    },
  );

  it('goes on trying while the server is down, and says so', async () => {
    stage.server.stop();
    const ana = stage.person('Ana');
    ana.call.join('Ana');
    await stage.pass(60_000);
    expect(ana.call.state$.value.phase).toBe('joining');
    expect(ana.call.signaling$.value).toBe('lost');
    stage.server.start();
    await stage.pass(5_100);
    expect(ana.call.state$.value.phase).toBe('joined');
  });

  it('says under which name a reload joins again, only while in the call', async () => {
    const ana = stage.person('Ana');
    expect(ana.call.resumable).toBeNull();
    await ana.joins();
    ana.reloads();
    expect(ana.call.resumable).toEqual({ name: 'Ana' });
    await stage.pass(200);
    expect(ana.call.state$.value.phase).toBe('joined');
    await ana.leaves();
    ana.reloads();
    expect(ana.call.resumable).toBeNull();
    expect(ana.storage.read(ROOM)).toEqual({ seatKey: expect.any(String) });
  });

  it('keeps the ticket of joined and each later one', async () => {
    const ana = stage.person('Ana');
    await ana.joins();
    expect(ana.storage.read(ROOM)).toMatchObject({ ticket: 'ticket-seat-1', joinedAs: 'Ana' });
    stage.server.notify(ana.id, { event: 'ticket', payload: { ticket: 'a-newer-one' } });
    expect(ana.handshake.ticket).toBe('a-newer-one');
  });

  it('gives up an attempt that the server does not answer within 5 s, and begins another', async () => {
    const transport = new FakeTransport();
    const call = createCall(ROOM, {
      transport,
      createConnection: new FakeNetwork().host('Ana').createConnection,
      storage: new MemorySeatStorage(),
      media: new FakeOutgoingMedia(),
      random: stage.random,
      scheduler: asyncScheduler,
    });
    call.join('Ana');
    await stage.pass(3_000);
    transport.latest.auth();
    await stage.pass(4_900);
    expect(transport.links).toHaveLength(1);
    await stage.pass(200);
    expect(transport.links).toHaveLength(2);
    expect(transport.openLinks).toHaveLength(1);
    call.dispose();
    expect(transport.openLinks).toHaveLength(0);
  });
});
