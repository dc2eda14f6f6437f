import { GRACE, page, RESERVATION, ROOM, VirtualServer } from '../testing/virtual-server';

describe('Admission', () => {
  const ask = (server: VirtualServer, mayJoin: () => Promise<boolean>, auth: unknown = page('ana')) =>
    server.admission.accept({ auth, transport: 't', address: 'a', mayJoin });

  it('refuses whom the hook does not let in, and keeps no place', async () => {
    const server = new VirtualServer();
    await expect(ask(server, async () => false)).rejects.toMatchObject({ code: 'not-allowed' });
    await server.join(page('ben'));
    await expect(server.join(page('cleo'))).resolves.toBeDefined();
  });

  it('refuses with join-timeout when the hook takes too long, and keeps no place', async () => {
    const server = new VirtualServer();
    const waiting = ask(server, () => new Promise(() => undefined));
    server.losePatience();
    await expect(waiting).rejects.toMatchObject({ code: 'join-timeout' });
    expect(await server.store.look(ROOM)).toBeNull();
  });

  it('does not ask the hook for what does not fit the schema', async () => {
    const mayJoin = jest.fn();
    await expect(ask(new VirtualServer(), mayJoin, {})).rejects.toMatchObject({ code: 'bad-handshake' });
    expect(mayJoin).not.toHaveBeenCalled();
  });

  it('limits the handshakes of an address and says when again', async () => {
    const server = new VirtualServer({ handshakeRate: { burst: 1, perSecond: 1 } });
    await server.knock(page('ana'));
    const refused = expect.objectContaining({ code: 'rate-limited', retryAfterMs: 1_000 });
    await expect(server.knock(page('ana'))).rejects.toEqual(refused);
    server.after(1_000);
    await expect(server.knock(page('ana'))).resolves.toBeDefined();
  });

  it('limits the handshakes of one seat key, wherever they come from, and nobody else in the room', async () => {
    const server = new VirtualServer({ seatRate: { burst: 10, perSecond: 1 } });
    const other = await server.join(page('ben'));
    const before = other.inbox.length;
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, load) => server.join(page('ana', load))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(tries.at(-1)).toMatchObject({ reason: { code: 'rate-limited', retryAfterMs: 1_000 } });
    expect(other.inbox.length - before).toBe(20); // a notice and a ticket for each that came through
    expect(server.signaling.echo(other.session).reply).toEqual({});
    server.after(1_000);
    await expect(server.join(page('ana', 50))).resolves.toBeDefined();
    await expect(server.join(page('ana', 51))).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(server.join(page('ben', 2))).resolves.toBeDefined();
  });

  it('refuses rooms that nobody made where only POST makes rooms', async () => {
    const server = new VirtualServer({ rooms: 'made' });
    await expect(server.knock(page('ana'))).rejects.toMatchObject({ code: 'room-not-found' });
    const room = server.signaling.make({ capacity: 3 });
    await expect(server.knock(page('ana', 1, { room }))).resolves.toBeDefined();
  });

  it('lets only one of two through to the last seat', async () => {
    const server = new VirtualServer();
    await server.join(page('ana'));
    const both = await Promise.allSettled([server.knock(page('ben')), server.knock(page('cleo'))]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'room-full', status: 423 } });
  });

  it('frees the place when its transport closes before its socket is connected', async () => {
    const server = new VirtualServer();
    await server.join(page('ana'));
    await server.knock(page('ben'), 'doomed');
    await server.store.release(ROOM, 'doomed');
    await expect(server.knock(page('cleo'))).resolves.toBeDefined();
  });

  it('frees the place after the time of a reservation; a socket that comes later gets no seat', async () => {
    const server = new VirtualServer();
    await server.join(page('ana'));
    const late = await server.knock(page('ben'));
    server.after(RESERVATION - 1);
    await expect(server.knock(page('cleo'))).rejects.toMatchObject({ code: 'room-full' });
    server.after(1);
    await server.join(page('cleo'));
    expect(await server.connect(late)).toBeNull();
    expect((await server.store.look(ROOM))?.seats).toHaveLength(2);
  });

  it('lets the key of a held seat into a full room, whatever the state of the seat', async () => {
    const server = new VirtualServer();
    const ana = await server.join(page('ana'));
    await server.join(page('ben'));
    await expect(server.knock(page('ana'))).resolves.toBeDefined();
    await server.cut(ana);
    await expect(server.knock(page('ana'))).resolves.toBeDefined();
  });

  it('keeps the place of a held seat whose grace ends during the handshake', async () => {
    const server = new VirtualServer();
    const ana = await server.join(page('ana'));
    await server.join(page('ben'));
    await server.cut(ana);
    server.after(GRACE - 1);
    const back = await server.knock(page('ana'));
    server.after(1);
    await server.graceTimer(ana.session.ref.seat);
    await expect(server.knock(page('cleo'))).rejects.toMatchObject({ code: 'room-full' });
    expect(await server.connect(back)).not.toBeNull();
  });

  it('never gives the id of a seat again that is gone before the socket is connected', async () => {
    const server = new VirtualServer();
    const ana = await server.join(page('ana'));
    const [second, third] = [await server.knock(page('ana', 2)), await server.knock(page('ana', 3))];
    server.carryOut(await server.signaling.leave(ana.session));
    const again = await server.connect(second);
    if (again) server.carryOut(await server.signaling.leave(again.session));
    const last = await server.connect(third);
    expect(new Set([ana, again, last].map((line) => line?.session.ref.seat)).size).toBe(3);
  });

  it('gives ICE servers for the seat that it will be', async () => {
    const server = new VirtualServer();
    const accepted = await server.knock(page('ana'));
    const line = await server.connect(accepted);
    expect((await server.admission.iceServers(accepted)).iceServers[0]?.username).toBe(line?.session.ref.seat);
  });

  it('lets people in without ICE servers where these cannot be had', async () => {
    const server = new VirtualServer();
    const accepted = await server.knock(page('ana'));
    server.iceServers = async () => Promise.reject(new Error('no'));
    expect(await server.admission.iceServers(accepted)).toEqual({ iceServers: [] });
    server.iceServers = () => new Promise(() => undefined);
    const waiting = server.admission.iceServers(accepted);
    server.losePatience();
    expect(await waiting).toEqual({ iceServers: [] });
  });
});
