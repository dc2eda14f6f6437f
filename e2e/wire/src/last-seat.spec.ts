import { InMemoryRoomStore, type Admitted, type AdmitRequest } from '@holdfast/signaling-core';
import type { MayJoin } from '@holdfast/signaling-nest';
import { firstValueFrom, ReplaySubject, take, toArray } from 'rxjs';
import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { RawTransport } from './harness/raw-transport';
import { Relay } from './harness/relay';
import { eventually, within } from './harness/until';
import { WireServer } from './harness/wire-server';

describe('the last seat of a room', () => {
  let server: WireServer;
  let room: string;
  let ana: BareClient;
  const others: BareClient[] = [];

  beforeEach(async () => {
    server = await WireServer.start();
    room = freshId();
    ana = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ana' }));
  });

  afterEach(async () => {
    for (const client of [ana, ...others.splice(0)]) client.hangUp();
    await server.stop();
  });

  const join = async (handshake = handshakeFor(room), origin = server.origin): Promise<BareClient> => {
    const client = await BareClient.join(origin, handshake);
    others.push(client);
    return client;
  };
  const seats = async (): Promise<number> => (await server.store.look(room))?.seats.length ?? 0;

  it('taken, the third is refused with room-full 423, and REST says so', async () => {
    await join();
    expect(await BareClient.refused(server.origin, handshakeFor(room))).toMatchObject({
      code: 'room-full',
      status: 423,
      retryable: true,
    });
    const status = await server.roomStatus(room);
    expect(status).toEqual({ room, exists: true, capacity: 2, taken: 2, relayOnly: false });
  });

  it('free again, the same handshake that was refused passes', async () => {
    const ben = await join();
    const third = handshakeFor(room, { name: 'Cleo' });
    await BareClient.refused(server.origin, third);
    await ben.send('leave', {});
    expect((await join(third)).joined).toMatchObject({ resumed: false, self: { order: 3 } });
  });

  it('is never refused to its own key, also while the older socket is open', async () => {
    const his = handshakeFor(room, { name: 'Ben' });
    const older = await join(his);
    const reloaded = await join({ ...his, pageId: freshId() });
    expect(reloaded.joined).toMatchObject({ resumed: true, self: { id: older.id, incarnation: 2 } });
    expect(await older.notice('seat-taken')).toEqual({ by: reloaded.joined.self.pageId });
    await older.ended();
    await ana.settled();
    expect(ana.all('peer-away')).toEqual([]);
    expect(ana.all('peer-left')).toEqual([]);
  });

  it('is taken over from a socket that is half dead; what still comes of it changes nothing', async () => {
    const relay = await Relay.to(server.origin);
    const his = handshakeFor(room, { name: 'Ben' });
    const dead = await join(his, relay.origin);
    relay.hold();
    dead.socket.emit('signal', { to: ana.id, connectionId: '1.1.1', n: 1, restart: true });
    dead.socket.emit('update', { presence: { version: 9, microphone: 'none', camera: 'none' } });
    dead.socket.emit('leave', {});
    const alive = await join({ ...his, pageId: freshId() });
    relay.release();
    expect(await dead.notice('seat-taken')).toEqual({ by: alive.joined.self.pageId });
    await dead.ended();
    expect(await alive.signal(ana.id, { connectionId: '1.2.1' })).toEqual({});
    await ana.settled();
    expect(ana.all('signaled')).toEqual([{ from: alive.id, connectionId: '1.2.1', n: 1, candidates: [] }]);
    expect(ana.told.map(({ event }) => event)).toEqual([
      'joined',
      'peer-joined',
      'ticket',
      'peer-resumed',
      'ticket',
      'signaled',
    ]);
    expect(await seats()).toBe(2);
    relay.stop();
  });

  it.each([
    ['the answer to CONNECT', '40{"sid"'],
    ['joined', '42["joined"'],
  ])('is no ghost where the line is cut between admission and %s', async (_what, bytes) => {
    const relay = await Relay.to(server.origin);
    const his = handshakeFor(room, { name: 'Ben' });
    const cut = relay.cutBefore(bytes);
    const lost = BareClient.knock(relay.origin, his);
    await cut;
    const { seat } = await server.event('seat-away');
    expect(lost.told).toEqual([]);
    expect(await BareClient.refused(server.origin, handshakeFor(room))).toMatchObject({ code: 'room-full' });
    // his own seat waits for him, and he finds it
    const back = await join(his, relay.origin);
    expect(back.joined).toMatchObject({ resumed: true, self: { id: seat, order: 2 } });
    expect(await seats()).toBe(2);
    relay.stop();
  });

  it('is one seat for ten CONNECTs on one transport', async () => {
    const transport = await RawTransport.open(server.origin);
    for (let i = 0; i < 10; i++) transport.connect(handshakeFor(room));
    await transport.frame('42["joined",');
    for (let i = 0; i < 9; i++) expect(await transport.frame('44{', i)).toContain('"already-joining"');
    expect(await seats()).toBe(2);
    await transport.close();
    await ana.notice('peer-away');
    expect(await seats()).toBe(2);
    await ana.settled();
    expect(ana.all('peer-joined')).toHaveLength(1);
  });
});

/** Lets Ana in, and everybody else when it is opened: so a spec decides who is let in at which moment. */
class Gate implements MayJoin {
  private readonly knocks$ = new ReplaySubject<() => void>();

  mayJoin({ name }: { readonly name: string }): boolean | Promise<boolean> {
    return name === 'Ana' || new Promise((decide) => this.knocks$.next(() => decide(true)));
  }

  /** Waits until so many more have knocked, and gives the one who lets them all in. */
  async knocked(count: number): Promise<() => void> {
    const knocks = await within('they knock', firstValueFrom(this.knocks$.pipe(take(count), toArray())));
    return () => knocks.forEach((letIn) => letIn());
  }
}

describe('a place that is kept for a handshake', () => {
  let gate: Gate;
  let server: WireServer;
  let room: string;
  let ana: BareClient;

  beforeEach(async () => {
    gate = new Gate();
    server = await WireServer.start({ mayJoin: gate });
    room = freshId();
    ana = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ana' }));
  });

  afterEach(async () => {
    ana.hangUp();
    await server.stop();
  });

  it('is kept for exactly one of two who are let in at the same moment', async () => {
    const rivals = [handshakeFor(room), handshakeFor(room)].map((his) => BareClient.knock(server.origin, his));
    const letIn = await gate.knocked(2);
    letIn();
    const answers = await Promise.all(rivals.map((rival) => rival.outcome()));
    expect(answers.sort()).toEqual(['joined', 'room-full']);
    expect((await server.store.look(room))?.seats).toHaveLength(2);
    for (const rival of rivals) rival.hangUp();
  });

  it('is dropped where the line is cut while the server decides', async () => {
    const relay = await Relay.to(server.origin);
    const lost = BareClient.knock(relay.origin, handshakeFor(room, { name: 'Ben' }));
    const letIn = await gate.knocked(1);
    relay.cut();
    await eventually('the server knows of the cut', async () => (await server.connections()) === 1);
    await ana.settled(); // a whole round trip later, so that the end of the line has reached Socket.IO as well
    letIn();
    // a reservation that had outlived its transport would hold the last seat
    const cleo = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ana' }));
    expect(cleo.joined.peers.map(({ id }) => id)).toEqual([ana.id]);
    for (const client of [lost, cleo]) client.hangUp();
    relay.stop();
  });
});

/** A store whose answer is a long time on its way when it has admitted Ben, as that of a database may be. */
class SlowStore extends InMemoryRoomStore {
  private readonly admissions$ = new ReplaySubject<() => void>();

  override async admit(request: AdmitRequest): Promise<Admitted | null> {
    const admitted = await super.admit(request);
    if (request.name === 'Ben') await new Promise<void>((answer) => this.admissions$.next(answer));
    return admitted;
  }

  /** Waits until it has admitted Ben, and gives what lets its answer arrive. */
  admitted(): Promise<() => void> {
    return within('the store admits', firstValueFrom(this.admissions$));
  }
}

it('a line cut while the answer of the store is on its way leaves a seat that is away, and no ghost', async () => {
  const store = new SlowStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, () => performance.now(), 'epoch');
  const server = await WireServer.start({ store });
  const relay = await Relay.to(server.origin);
  const room = freshId();
  const his = handshakeFor(room, { name: 'Ben' });
  const ana = await BareClient.join(server.origin, handshakeFor(room, { name: 'Ana' }));
  const lost = BareClient.knock(relay.origin, his);
  const answer = await store.admitted();
  relay.cut();
  await eventually('the server knows of the cut', async () => (await server.connections()) === 1);
  await ana.settled(); // a whole round trip later, so that the end of the line has reached Socket.IO as well
  answer();
  const { seat } = await ana.notice('peer-away').then(() => server.event('seat-away'));
  const back = await BareClient.join(server.origin, { ...his, name: 'Ben again' });
  expect(back.joined).toMatchObject({ resumed: true, self: { id: seat } });
  for (const client of [lost, ana, back]) client.hangUp();
  relay.stop();
  await server.stop();
});
