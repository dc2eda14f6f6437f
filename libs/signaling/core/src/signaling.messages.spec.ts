import type { Presence, Signal } from '@holdfast/protocol';
import { type Line, names, page, ROOM, told, VirtualServer } from './testing/virtual-server';

const GONE = { error: expect.objectContaining({ code: 'seat-gone', status: 410 }) };
const signalTo = (line: Line, n = 1): Signal => ({
  to: line.session.ref.seat,
  connectionId: '1.1.1',
  n,
  candidates: [],
});
const muted: Presence = { version: 1, microphone: 'off', camera: 'on' };

describe('what a seated participant says', () => {
  let server: VirtualServer;
  let ana: Line;
  let ben: Line;
  beforeEach(async () => {
    server = new VirtualServer();
    ana = await server.join(page('ana'));
    ben = await server.join(page('ben'));
  });

  const signal = (from: Line, to: Line, n = 1) =>
    server.carryOut(server.signaling.signal(from.session, signalTo(to, n)));
  const leave = async (line: Line) => server.carryOut(await server.signaling.leave(line.session));
  const update = async (line: Line, presence: Presence) =>
    server.carryOut(await server.signaling.update(line.session, { presence }));

  it('reaches the peer with the sender that the server knows', () => {
    expect(signal(ana, ben)).toEqual({});
    expect(told(ben, 'signaled')).toEqual([
      { from: ana.session.ref.seat, connectionId: '1.1.1', n: 1, candidates: [] },
    ]);
    expect(told(ana, 'signaled')).toEqual([]);
  });

  it('never asks the store for a signal', () => {
    const asked = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(server.store)))
      .filter((method) => method !== 'constructor')
      .map((method) => jest.spyOn(server.store, method as 'look'));
    signal(ana, ben);
    asked.forEach((method) => expect(method).not.toHaveBeenCalled());
  });

  it('does not reach who is away, and is not kept for later', async () => {
    await server.cut(ben);
    expect(signal(ana, ben)).toEqual({ error: expect.objectContaining({ code: 'peer-away' }) });
    const back = await server.join(page('ben'));
    expect(told(back, 'signaled')).toEqual([]);
    expect(signal(ana, back)).toEqual({});
    expect(told(back, 'signaled')).toHaveLength(1);
  });

  it('does not reach oneself, who has left, or who is in another room', async () => {
    const room = 'another-room-of-20-characters';
    const stranger = await server.join(page('cleo', 1, { room }));
    const unknown = { error: expect.objectContaining({ code: 'peer-unknown', status: 404 }) };
    expect(signal(ana, ana)).toEqual(unknown);
    expect(signal(ana, stranger)).toEqual(unknown);
    await leave(ben);
    expect(signal(ana, ben)).toEqual(unknown);
    expect(names(stranger)).toEqual(['joined']);
  });

  it('shows a new presence to the others and keeps it', async () => {
    expect(await update(ana, muted)).toEqual({});
    expect(told(ben, 'peer-updated')).toEqual([{ id: ana.session.ref.seat, incarnation: 1, presence: muted }]);
    expect((await server.store.look(ROOM))?.seats[0]?.shown?.presence).toEqual(muted);
  });

  it('passes over a presence that is older than the known one', async () => {
    await update(ana, { ...muted, version: 2 });
    expect(await update(ana, { ...muted, version: 1, microphone: 'on' })).toEqual({});
    expect(told(ben, 'peer-updated')).toHaveLength(1);
    expect((await server.store.look(ROOM))?.seats[0]?.shown?.presence.version).toBe(2);
  });

  it('renews ICE servers for its own seat', async () => {
    const reply = server.carryOut(await server.signaling.renewIce(ana.session));
    expect(reply).toMatchObject({ iceServers: [{ username: ana.session.ref.seat }] });
  });

  it('gives the seat up at once: the place is free, the other hears of it and is caller', async () => {
    expect(await leave(ana)).toEqual({});
    expect(names(ben).slice(1)).toEqual(['peer-left', 'role-changed', 'ticket']);
    expect(told(ben, 'peer-left')).toEqual([{ id: ana.session.ref.seat, reason: 'left' }]);
    expect(told(ben, 'role-changed')).toEqual([{ role: 'caller' }]);
    const cleo = await server.join(page('cleo'));
    expect(told(cleo, 'joined')[0]?.self).toMatchObject({ role: 'callee', order: 3 });
  });

  it('changes no role where a callee leaves', async () => {
    await leave(ben);
    expect(names(ana)).toEqual(['joined', 'peer-joined', 'ticket', 'peer-left', 'ticket']);
  });

  it('tells a new caller who is away with its next joined, and nobody before', async () => {
    await server.cut(ben);
    await leave(ana);
    expect(names(ben)).toEqual(['joined']);
    expect(told(await server.join(page('ben')), 'joined')[0]?.self.role).toBe('caller');
  });

  it('passes the role on to the earliest alone', async () => {
    const room = server.signaling.make({ capacity: 3 });
    const first = await server.join(page('one', 1, { room }));
    const second = await server.join(page('two', 1, { room }));
    const third = await server.join(page('three', 1, { room }));
    await leave(first);
    expect(names(second)).toContain('role-changed');
    expect(names(third)).not.toContain('role-changed');
  });

  it('counts for nothing after leave', async () => {
    await leave(ana);
    const before = [...ben.inbox];
    expect(await leave(ana)).toEqual(GONE);
    expect(signal(ana, ben)).toEqual(GONE);
    expect(await update(ana, muted)).toEqual(GONE);
    expect(await server.signaling.renewIce(ana.session)).toMatchObject({ reply: GONE });
    expect(server.signaling.echo(ana.session).reply).toEqual(GONE);
    expect(server.signaling.closing(ana.session).reply).toEqual(GONE);
    expect(server.signaling.hear(ana.session, 'nonsense')).toMatchObject({ code: 'seat-gone' });
    await server.cut(ana);
    expect(ben.inbox).toEqual(before);
  });

  it('counts for nothing right behind leave, before the store has answered', async () => {
    const leaving = server.signaling.leave(ana.session);
    expect(signal(ana, ben)).toEqual(GONE);
    server.carryOut(await leaving);
    expect(told(ben, 'signaled')).toEqual([]);
  });

  it('counts for nothing after the seat was taken over, and the seat stays as it is', async () => {
    const newer = await server.join(page('ana', 2));
    const before = [...ben.inbox];
    expect(signal(ana, ben)).toEqual(GONE);
    expect(await leave(ana)).toEqual(GONE);
    expect(await update(ana, muted)).toEqual(GONE);
    await server.cut(ana);
    expect(ben.inbox).toEqual(before);
    expect((await server.store.look(ROOM))?.seats[0]).toMatchObject({ state: 'present', socket: newer.socket });
  });

  it('changes nothing where the older socket speaks before it was told', async () => {
    // the store knows of the new socket already; the shell of another process may not
    const { ref } = ana.session;
    await server.join(page('ana', 2));
    expect(await server.store.update(ref, muted)).toBeNull();
    expect(await server.store.leave(ref)).toBeNull();
    expect(await server.store.lose(ref, { graceMs: 1, limitMs: 1 })).toBeNull();
  });

  it('may say closing and leave however often: the others hear of one leave, and nothing of closing', async () => {
    const before = ben.inbox.length;
    for (let i = 0; i < 1_000; i++) expect(server.carryOut(server.signaling.closing(ana.session))).toEqual({});
    expect(ben.inbox).toHaveLength(before);
    const replies = [];
    for (let i = 0; i < 1_000; i++) replies.push(await leave(ana));
    expect(replies.filter((reply) => !('error' in reply))).toHaveLength(1);
    expect(told(ben, 'peer-left')).toHaveLength(1);
    expect(told(ben, 'ticket')).toHaveLength(1);
  });

  it('is limited for each seat, but going away is always heard', async () => {
    const strict = new VirtualServer({ messageRate: { burst: 1, perSecond: 4 } });
    const line = await strict.join(page('ana'));
    expect(strict.signaling.hear(line.session, 'echo')).toBeNull();
    expect(strict.signaling.hear(line.session, 'echo')?.toBody()).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 250,
    });
    expect(strict.signaling.hear(line.session, 'leave')).toBeNull();
    expect(strict.signaling.hear(line.session, 'closing')).toBeNull();
    strict.after(250);
    expect(strict.signaling.hear(line.session, 'echo')).toBeNull();
  });
});
