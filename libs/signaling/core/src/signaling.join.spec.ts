import { CLOSING_GRACE, GRACE, names, page, ROOM, told, VirtualServer } from './testing/virtual-server';

describe('a join', () => {
  let server: VirtualServer;
  beforeEach(() => (server = new VirtualServer()));

  it('gives rising orders, the first caller and everybody else callee', async () => {
    const room = server.signaling.make({ capacity: 3, relayOnly: true });
    const ana = await server.join(page('ana', 1, { room }));
    const ben = await server.join(page('ben', 1, { room }));
    const cleo = await server.join(page('cleo', 1, { room }));
    const selves = [ana, ben, cleo].map((line) => told(line, 'joined')[0]?.self);
    expect(selves.map((self) => [self?.order, self?.role])).toEqual([
      [1, 'caller'],
      [2, 'callee'],
      [3, 'callee'],
    ]);
    expect(told(cleo, 'joined')[0]).toMatchObject({
      room: { id: room, capacity: 3, relayOnly: true },
      peers: [{ name: 'ana' }, { name: 'ben' }],
      limits: { messageBytes: 65_536, graceMs: GRACE, closingGraceMs: CLOSING_GRACE },
      resumed: false,
    });
  });

  it('tells those who are present, and nobody who is away', async () => {
    const room = server.signaling.make({ capacity: 3 });
    const ana = await server.join(page('ana', 1, { room }));
    const ben = await server.join(page('ben', 1, { room }));
    await server.cut(ana);
    await server.join(page('cleo', 1, { room }));
    expect(names(ana)).toEqual(['joined', 'peer-joined', 'ticket']);
    expect(names(ben)).toEqual(['joined', 'peer-away', 'peer-joined', 'ticket']);
  });

  it('lists those who are away among the peers', async () => {
    const ana = await server.join(page('ana'));
    await server.cut(ana);
    const ben = await server.join(page('ben'));
    expect(told(ben, 'joined')[0]?.peers).toMatchObject([{ name: 'ana', state: 'away', role: 'caller' }]);
    expect(told(ben, 'joined')[0]?.self.role).toBe('callee');
  });

  it('begins a room with the first one in it, and says so once', async () => {
    const ana = await server.knock(page('ana'));
    expect(await server.signaling.look(ROOM)).toBeNull();
    await server.connect(ana);
    await server.join(page('ben'));
    expect(server.events.map(({ kind }) => kind)).toEqual(['room-begun', 'seat-joined', 'seat-joined']);
    expect(await server.signaling.look(ROOM)).not.toBeNull();
  });

  it('keeps a hash in place of the seat key', async () => {
    await server.join(page('ana'));
    const kept = JSON.stringify(await server.store.look(ROOM));
    expect(kept).not.toContain(`"${page('ana').seatKey}"`);
    expect(kept).toContain('hash of');
  });
});

describe('a resume', () => {
  let server: VirtualServer;
  beforeEach(() => (server = new VirtualServer()));

  it('gives the same seat for the same key, with the same id and order', async () => {
    const before = await server.join(page('ana'));
    await server.cut(before);
    const after = await server.join(page('ana'));
    expect(told(after, 'joined')[0]).toMatchObject({ resumed: true, self: told(before, 'joined')[0]?.self });
  });

  it('keeps the incarnation for the same page and raises it for another', async () => {
    await server.join(page('ana'));
    const samePage = await server.join(page('ana'));
    const otherPage = await server.join(page('ana', 2));
    expect(told(samePage, 'joined')[0]?.self.incarnation).toBe(1);
    expect(told(otherPage, 'joined')[0]?.self).toMatchObject({ incarnation: 2, pageId: page('ana', 2).pageId });
  });

  it('takes over from an older socket, which is told by whom and closed', async () => {
    const older = await server.join(page('ana'));
    const newer = await server.join(page('ana', 2));
    expect(older.closed).toBe(true);
    expect(newer.closed).toBe(false);
    expect(server.events.at(-1)).toMatchObject({ kind: 'seat-resumed', takenOver: true });
  });

  it('closes no socket of a seat that was away', async () => {
    const older = await server.join(page('ana'));
    await server.cut(older);
    await server.join(page('ana'));
    expect(older.closed).toBe(false);
    expect(server.events.at(-1)).toMatchObject({ kind: 'seat-resumed', takenOver: false });
  });

  it('tells the others at every handshake, each with its own entry of the connections', async () => {
    const ana = await server.join(page('ana'));
    const ben = await server.join(page('ben'));
    const held = { connectionId: '1.1.1', n: 3 };
    await server.join(
      page('ana', 1, { connections: { [ben.session.ref.seat]: held, other: { connectionId: '1.1.9', n: 1 } } }),
    );
    await server.join(page('ana', 2));
    expect(told(ben, 'peer-resumed')).toEqual([
      { peer: expect.objectContaining({ id: ana.session.ref.seat, incarnation: 1 }), connection: held },
      { peer: expect.objectContaining({ id: ana.session.ref.seat, incarnation: 2 }) },
    ]);
    expect(names(ben)).not.toContain('peer-away');
  });

  it('is a first join again where the seat is gone', async () => {
    const before = await server.join(page('ana'));
    await server.join(page('ben'));
    await server.cut(before);
    server.after(GRACE);
    await server.graceTimer(before.session.ref.seat);
    const after = await server.join(page('ana'));
    expect(told(after, 'joined')[0]).toMatchObject({
      resumed: false,
      self: { order: 3, role: 'callee', incarnation: 1 },
    });
    expect(after.session.ref.seat).not.toBe(before.session.ref.seat);
  });

  it('passes over an older presence of the same page and takes any of another', async () => {
    const presence = (version: number, microphone: 'on' | 'off') => ({ version, microphone, camera: 'on' as const });
    await server.join(page('ana', 1, { presence: presence(5, 'off') }));
    const same = await server.join(page('ana', 1, { presence: presence(4, 'on') }));
    const other = await server.join(page('ana', 2, { presence: presence(0, 'on') }));
    expect(told(same, 'joined')[0]?.self.presence).toEqual(presence(5, 'off'));
    expect(told(other, 'joined')[0]?.self.presence).toEqual(presence(0, 'on'));
  });

  it('is one seat where a first handshake is sent twice at once', async () => {
    const first = await server.knock(page('ana'));
    const second = await server.knock(page('ana'));
    expect(second.seat).toBe(first.seat);
    const older = await server.connect(first);
    const newer = await server.connect(second);
    expect(newer?.session.ref.seat).toBe(older?.session.ref.seat);
    expect(older?.closed).toBe(true);
    expect((await server.store.look(ROOM))?.seats).toHaveLength(1);
  });
});

describe('a warm offer', () => {
  let server: VirtualServer;
  beforeEach(() => (server = new VirtualServer()));
  const offer = { description: { type: 'offer' as const, sdp: 'v=0' }, candidates: [] };

  it('goes to the one other participant of a room of two', async () => {
    const ana = await server.join(page('ana'));
    const ben = await server.join(page('ben', 1, { offer }));
    expect(told(ana, 'peer-joined')[0]?.offer).toEqual(offer);
    expect(told(ben, 'joined')[0]?.offer).toEqual({ deliveredTo: ana.session.ref.seat });
  });

  it('is dropped where nobody is there, or who is there is away', async () => {
    const ana = await server.join(page('ana', 1, { offer }));
    expect(told(ana, 'joined')[0]?.offer).toEqual({ dropped: 'not-alone-with-one' });
    await server.cut(ana);
    const ben = await server.join(page('ben', 1, { offer }));
    expect(told(ben, 'joined')[0]?.offer).toEqual({ dropped: 'not-alone-with-one' });
  });

  it('is dropped at a resume', async () => {
    const ana = await server.join(page('ana'));
    await server.join(page('ben'));
    const ben = await server.join(page('ben', 2, { offer }));
    expect(told(ben, 'joined')[0]?.offer).toEqual({ dropped: 'resumed' });
    expect(told(ana, 'peer-resumed')[0]).not.toHaveProperty('offer');
  });

  it('is dropped in a room for more than two', async () => {
    const room = server.signaling.make({ capacity: 3 });
    const ana = await server.join(page('ana', 1, { room }));
    const ben = await server.join(page('ben', 1, { room, offer }));
    expect(told(ben, 'joined')[0]?.offer).toEqual({ dropped: 'mesh' });
    expect(told(ana, 'peer-joined')[0]).not.toHaveProperty('offer');
  });

  it('has no fate where none was sent', async () => {
    expect(told(await server.join(page('ana')), 'joined')[0]).not.toHaveProperty('offer');
  });
});
