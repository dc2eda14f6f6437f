import {
  CLOSING_GRACE,
  EMPTY_ROOM,
  GRACE,
  type Line,
  names,
  page,
  ROOM,
  told,
  VirtualServer,
} from './testing/virtual-server';

describe('a seat whose socket broke', () => {
  let server: VirtualServer;
  let ana: Line;
  let ben: Line;
  beforeEach(async () => {
    server = new VirtualServer();
    ana = await server.join(page('ana'));
    ben = await server.join(page('ben'));
  });

  const seatsTaken = async () => (await server.signaling.look(ROOM))?.seats.length;
  const awayFor = () => server.events.findLast((event) => event.kind === 'seat-away')?.graceMs;

  it('is away, and the others hear of it', async () => {
    await server.cut(ana);
    expect(told(ben, 'peer-away')).toEqual([{ id: ana.session.ref.seat }]);
    expect(awayFor()).toBe(GRACE);
    expect(await seatsTaken()).toBe(2);
  });

  it('is gone at the end of its grace and not before; the next one is caller', async () => {
    await server.cut(ana);
    server.after(GRACE - 1);
    expect(await server.graceTimer(ana.session.ref.seat)).toBe(1);
    expect(await seatsTaken()).toBe(2);
    server.after(1);
    expect(await server.graceTimer(ana.session.ref.seat)).toBe('done');
    expect(await seatsTaken()).toBe(1);
    expect(names(ben).slice(2)).toEqual(['peer-left', 'role-changed', 'ticket']);
    expect(told(ben, 'peer-left')).toEqual([{ id: ana.session.ref.seat, reason: 'expired' }]);
  });

  it('is not ended by the timer of an earlier absence', async () => {
    await server.cut(ana);
    server.after(GRACE - 1);
    const back = await server.join(page('ana'));
    await server.cut(back);
    server.after(1);
    expect(await server.graceTimer(ana.session.ref.seat)).toBe(GRACE - 1);
    await server.join(page('ana'));
    server.after(GRACE);
    expect(await server.graceTimer(ana.session.ref.seat)).toBe('done');
    expect(await seatsTaken()).toBe(2);
    expect(names(ben)).not.toContain('peer-left');
  });

  it('is kept only as long as a reload takes after closing', async () => {
    expect(server.signaling.closing(ana.session).reply).toEqual({});
    await server.cut(ana);
    expect(awayFor()).toBe(CLOSING_GRACE);
    server.after(CLOSING_GRACE);
    await server.graceTimer(ana.session.ref.seat);
    expect(told(ben, 'peer-left')).toEqual([{ id: ana.session.ref.seat, reason: 'expired' }]);
  });

  it.each<[string, () => unknown]>([
    ['echo', () => server.signaling.echo(ana.session)],
    ['update', () => server.signaling.update(ana.session, { presence: page('ana').presence })],
    ['renew-ice', () => server.signaling.renewIce(ana.session)],
    [
      'signal',
      () =>
        server.signaling.signal(ana.session, { to: ben.session.ref.seat, connectionId: '1.1.1', n: 1, restart: true }),
    ],
  ])('is kept for a whole grace where the page said %s after closing', async (_event, say) => {
    server.signaling.closing(ana.session);
    await say();
    await server.cut(ana);
    expect(awayFor()).toBe(GRACE);
  });

  it('is kept for a whole grace where a page came back after closing', async () => {
    server.signaling.closing(ana.session);
    await server.cut(ana);
    await server.cut(await server.join(page('ana', 2)));
    expect(awayFor()).toBe(GRACE);
  });

  it('keeps its role and its order for its return', async () => {
    await server.cut(ana);
    const back = await server.join(page('ana', 2));
    expect(told(back, 'joined')[0]?.self).toMatchObject({ role: 'caller', order: 1 });
    expect(names(ben)).not.toContain('role-changed');
  });

  it('is lost once, however often its socket is said to be gone', async () => {
    await server.cut(ana);
    await server.cut(ana);
    expect(told(ben, 'peer-away')).toHaveLength(1);
  });

  it('leaves the room at the end when both are gone, and the room after that', async () => {
    await server.cut(ana);
    await server.cut(ben);
    server.after(GRACE);
    await server.graceTimer(ana.session.ref.seat);
    await server.graceTimer(ben.session.ref.seat);
    server.after(EMPTY_ROOM - 1);
    expect(await server.signaling.sweep()).toEqual([]);
    expect(await seatsTaken()).toBe(0);
    server.after(1);
    expect(await seatsTaken()).toBeUndefined();
    expect(await server.signaling.sweep()).toEqual([{ kind: 'room-ended', room: ROOM }]);
    expect(await server.signaling.sweep()).toEqual([]);
  });

  it('begins its orders anew only in a new room', async () => {
    server.carryOut(await server.signaling.leave(ana.session));
    server.carryOut(await server.signaling.leave(ben.session));
    expect(told(await server.join(page('cleo')), 'joined')[0]?.self.order).toBe(3);
  });
});

describe('20 calls in one room on one server', () => {
  it('upgrades the one who stays each time a caller leaves, and seats the next one', async () => {
    const server = new VirtualServer();
    let staying = await server.join(page('person-0'));
    for (let i = 1; i <= 20; i++) {
      const next = await server.join(page(`person-${i}`));
      expect(told(next, 'joined')[0]?.self.role).toBe('callee');
      expect(told(staying, 'peer-joined').at(-1)?.peer.id).toBe(next.session.ref.seat);
      server.carryOut(await server.signaling.leave(staying.session));
      expect(names(next).slice(-3)).toEqual(['peer-left', 'role-changed', 'ticket']);
      staying = next;
    }
    expect((await server.signaling.look(ROOM))?.seats).toHaveLength(1);
  });
});
