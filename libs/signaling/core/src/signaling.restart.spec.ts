import type { Handshake } from '@holdfast/protocol';
import { GRACE, type Line, names, page, RESERVATION, ROOM, told, VirtualServer } from './testing/virtual-server';

/** The last ticket that a line was given. */
function ticketOf(line: Line): string {
  const given = line.inbox.flatMap(({ event, payload }) =>
    event === 'ticket' || event === 'joined' ? (payload.ticket ?? []) : [],
  );
  return given.at(-1) ?? 'none';
}

const selfOf = (line: Line) => told(line, 'joined')[0]?.self;
const withTicket = (person: string, ticket: string, load = 1, changes: Partial<Handshake> = {}) =>
  page(person, load, { ticket, ...changes });

describe('tickets', () => {
  let server: VirtualServer;
  let ana: Line;
  let ben: Line;
  beforeEach(async () => {
    server = new VirtualServer();
    ana = await server.join(page('ana'));
    ben = await server.join(page('ben'));
  });

  it('come with joined and again at each change of the seats or of an incarnation, the same for everybody', async () => {
    expect(names(ana)).toEqual(['joined', 'peer-joined', 'ticket']);
    expect(ticketOf(ana)).toBe(told(ben, 'joined')[0]?.ticket);
    const reloaded = await server.join(page('ben', 2));
    expect(names(ana).slice(3)).toEqual(['peer-resumed', 'ticket']);
    server.carryOut(await server.signaling.leave(reloaded.session));
    expect(names(ana).slice(5)).toEqual(['peer-left', 'ticket']);
  });

  it('are not given anew for another socket of the same page', async () => {
    const before = ticketOf(ana);
    await server.cut(ben);
    await server.join(page('ben'));
    expect(names(ana).slice(3)).toEqual(['peer-away', 'peer-resumed']);
    expect(ticketOf(ana)).toBe(before);
  });

  it('are renewed for everybody present', async () => {
    await server.cut(ben);
    server.after(1_800_000);
    const before = ticketOf(ana);
    server.carryOut(await server.signaling.renewTicket(ROOM));
    expect(ticketOf(ana)).not.toBe(before);
    server.after(3_599_999);
    expect(told(await server.restarted().join(withTicket('ana', ticketOf(ana))), 'joined')[0]?.resumed).toBe(true);
  });

  it('say nothing to the server that gave them: who has left joins anew', async () => {
    const ticket = ticketOf(ben);
    server.carryOut(await server.signaling.leave(ben.session));
    const again = await server.join(withTicket('ben', ticket));
    expect(told(again, 'joined')[0]).toMatchObject({ resumed: false, self: { order: 3 } });
    expect(ana.closed).toBe(false);
  });
});

describe('a server with an empty store', () => {
  let before: VirtualServer;
  let after: VirtualServer;
  let seats: (string | undefined)[];
  let tickets: { readonly ana: string; readonly ben: string };
  beforeEach(async () => {
    before = new VirtualServer();
    const ana = await before.join(page('ana'));
    const ben = await before.join(page('ben', 2));
    seats = [selfOf(ana)?.id, selfOf(ben)?.id];
    tickets = { ana: ticketOf(ana), ben: ticketOf(ben) };
    after = before.restarted();
  });

  const seatsNow = async () =>
    ((await after.store.look(ROOM))?.seats ?? []).map(({ id, order, state }) => [id, order, state]);

  it('restores the whole room from the first ticket, whoever shows it: absent seats are away for a whole grace', async () => {
    const ben = await after.join(withTicket('ben', tickets.ben, 2));
    expect(told(ben, 'joined')[0]).toMatchObject({
      resumed: true,
      self: { id: seats[1], order: 2, role: 'callee', incarnation: 1, name: 'ben' },
      peers: [{ id: seats[0], order: 1, role: 'caller', state: 'away', pageId: page('ana').pageId, incarnation: 1 }],
    });
    const [absent] = told(ben, 'joined')[0]?.peers ?? [];
    expect(Object.keys(absent ?? {})).not.toContain('name');
    expect(Object.keys(absent ?? {})).not.toContain('presence');
    expect(after.events).toEqual([
      { kind: 'room-restored', room: ROOM },
      { kind: 'seat-away', room: ROOM, seat: seats[0], graceMs: GRACE },
      { kind: 'seat-resumed', room: ROOM, seat: seats[1], takenOver: false },
    ]);
    after.after(GRACE - 1);
    expect(await after.graceTimer(seats[0] ?? '')).toBe(1);
    after.after(1);
    await after.graceTimer(seats[0] ?? '');
    expect(told(ben, 'peer-left')).toEqual([{ id: seats[0], reason: 'expired' }]);
    expect(selfOf(await after.join(page('cleo')))?.order).toBe(3);
  });

  it('resumes the second one as after any loss, with the id of the connection that it still has', async () => {
    const ben = await after.join(withTicket('ben', tickets.ben, 2));
    const held = { connectionId: '1.1.1', n: 2 };
    const ana = await after.join(withTicket('ana', tickets.ana, 1, { connections: { [seats[1] ?? '']: held } }));
    expect(told(ana, 'joined')[0]).toMatchObject({ resumed: true, self: { id: seats[0], role: 'caller' } });
    expect(told(ben, 'peer-resumed')).toEqual([{ peer: expect.objectContaining({ id: seats[0] }), connection: held }]);
    expect(ben.closed).toBe(false);
  });

  it('restores once where two handshakes with tickets are under way at once', async () => {
    const [first, second] = [
      await after.knock(withTicket('ana', tickets.ana)),
      await after.knock(withTicket('ben', tickets.ben, 2)),
    ];
    const ben = await after.connect(second);
    const ana = await after.connect(first);
    expect([ana, ben].map((line) => line && selfOf(line)?.id)).toEqual(seats);
    expect(ben?.closed).toBe(false);
    expect(after.events.filter(({ kind }) => kind === 'room-restored')).toHaveLength(1);
  });

  it('changes nothing for a handshake whose socket never comes', async () => {
    await after.knock(withTicket('ben', tickets.ben, 2));
    expect(await after.store.look(ROOM)).toBeNull();
    after.after(RESERVATION);
    expect(selfOf(await after.join(page('stranger')))?.order).toBe(1);
  });

  it('counts a new page since then as a new incarnation', async () => {
    const ben = await after.join(withTicket('ben', tickets.ben, 3));
    expect(selfOf(ben)).toMatchObject({ id: seats[1], incarnation: 2 });
    const ana = await after.join(withTicket('ana', tickets.ana));
    expect(told(ana, 'joined')[0]?.peers).toMatchObject([{ incarnation: 2, name: 'ben' }]);
  });

  it('restores what the room was made with', async () => {
    const room = before.signaling.make({ capacity: 3, relayOnly: true });
    const cleo = await before.join(page('cleo', 1, { room }));
    const back = await after.join(withTicket('cleo', ticketOf(cleo), 1, { room }));
    expect(told(back, 'joined')[0]?.room).toEqual({ id: room, capacity: 3, relayOnly: true });
  });

  describe('where a stranger was first', () => {
    it('gives the places to those of the ticket; the stranger is told so and is refused then', async () => {
      const stranger = await after.join(page('stranger'));
      const ben = await after.join(withTicket('ben', tickets.ben, 2));
      expect(told(stranger, 'peer-left')).toEqual([{ id: selfOf(stranger)?.id, reason: 'removed' }]);
      expect(stranger.closed).toBe(true);
      expect(names(stranger)).not.toContain('seat-taken');
      await expect(after.join(withTicket('stranger', ticketOf(stranger)))).rejects.toMatchObject({ code: 'room-full' });
      expect(selfOf(ben)).toMatchObject({ id: seats[1], order: 2, role: 'callee' });
      expect(await seatsNow()).toEqual([
        [seats[0], 1, 'away'],
        [seats[1], 2, 'present'],
      ]);
      expect(selfOf(await after.join(withTicket('ana', tickets.ana)))?.id).toBe(seats[0]);
    });

    it('gives the places to those of the ticket however often the stranger reloads meanwhile', async () => {
      for (let load = 1; load <= 12; load++) await after.join(page('stranger', load));
      await after.join(withTicket('ana', tickets.ana));
      expect((await seatsNow()).map(([id]) => id)).toEqual(seats);
    });

    it('drops a stranger whose handshake is under way', async () => {
      const stranger = await after.knock(page('stranger'));
      await after.join(withTicket('ben', tickets.ben, 2));
      expect(await after.connect(stranger)).toBeNull();
      await expect(after.knock(page('stranger'))).rejects.toMatchObject({ code: 'room-full' });
    });

    it('seats nobody too many where the time for tickets ends during a handshake', async () => {
      await after.join(page('stranger'));
      await after.join(page('another'));
      after.after(GRACE - 1);
      const ana = await after.knock(withTicket('ana', tickets.ana));
      after.after(1);
      expect(await after.connect(ana)).toBeNull();
      expect(await seatsNow()).toHaveLength(2);
      after.after(RESERVATION);
      await expect(after.knock(withTicket('ana', tickets.ana))).rejects.toMatchObject({ code: 'room-full' });
    });

    it('is over for a newcomer alone where there is a place: it comes back with another seat behind the others', async () => {
      const alone = new VirtualServer();
      const waiting = await alone.join(page('ana'));
      const next = alone.restarted();
      const ben = await next.join(page('ben'));
      const ana = await next.join(withTicket('ana', ticketOf(waiting)));
      expect(selfOf(ana)).toMatchObject({ id: selfOf(waiting)?.id, order: 1, role: 'caller' });
      expect(names(ben).slice(-1)).toEqual(['seat-taken']);
      expect(told(ben, 'seat-taken')).toEqual([{ by: page('ben').pageId }]); // its own page: it comes back at once
      await expect(next.knock(page('stranger'))).rejects.toMatchObject({ code: 'room-full' }); // its place is kept
      const again = await next.join(withTicket('ben', ticketOf(ben)));
      expect(told(again, 'joined')[0]).toMatchObject({ resumed: false, self: { order: 2, role: 'callee' } });
      expect(selfOf(again)?.id).not.toBe(selfOf(ben)?.id);
      expect(told(ana, 'peer-joined')).toHaveLength(1);
    });

    it('seats one who came without its ticket where the ticket of the other has it', async () => {
      const without = await after.join(page('ben', 2));
      const ana = await after.join(withTicket('ana', tickets.ana));
      expect(told(without, 'seat-taken')).toEqual([{ by: page('ben', 2).pageId }]);
      expect(told(ana, 'joined')[0]?.peers).toMatchObject([{ id: seats[1], state: 'away', name: 'ben' }]);
      expect(selfOf(await after.join(page('ben', 2)))).toMatchObject({ id: seats[1], order: 2 });
    });
  });

  describe('where tickets differ', () => {
    let newer: string;
    beforeEach(async () => {
      newer = ticketOf(await before.join(page('ben', 3)));
    });

    it('follows the one of the higher rev, also if it comes second', async () => {
      const ana = await after.join(withTicket('ana', tickets.ana));
      const ben = await after.join(withTicket('ben', newer, 3));
      expect(told(ana, 'seat-taken')).toEqual([{ by: page('ana').pageId }]);
      expect(selfOf(ben)).toMatchObject({ id: seats[1], incarnation: 2 });
      const back = await after.join(withTicket('ana', ticketOf(ana)));
      expect(told(back, 'joined')[0]).toMatchObject({ resumed: true, self: { id: seats[0], order: 1 } });
      expect(ben.closed).toBe(false);
    });

    it('ignores the one of the lower rev if it comes second', async () => {
      const ben = await after.join(withTicket('ben', newer, 3));
      const ana = await after.join(withTicket('ana', tickets.ana));
      expect(selfOf(ana)?.id).toBe(seats[0]);
      expect(ben.closed).toBe(false);
      expect(told(ana, 'joined')[0]?.peers).toMatchObject([{ incarnation: 2 }]);
    });

    it('outvotes one who has left and shows its ticket again', async () => {
      const stays = await before.join(page('ana'));
      const leaver = await before.join(page('ben', 3));
      const replayed = ticketOf(leaver);
      before.carryOut(await before.signaling.leave(leaver.session));
      const ben = await after.join(withTicket('ben', replayed, 3));
      expect(told(ben, 'joined')[0]).toMatchObject({ resumed: true, peers: [{ state: 'away' }] });
      const ana = await after.join(withTicket('ana', ticketOf(stays)));
      expect(told(ana, 'joined')[0]).toMatchObject({ self: { id: seats[0], role: 'caller' }, peers: [] });
      expect(told(await after.join(page('ben', 3)), 'joined')[0]).toMatchObject({ resumed: false, self: { order: 3 } });
    });

    it('follows no ticket any more once the room is there for a grace', async () => {
      await after.join(page('stranger'));
      after.after(GRACE);
      const ben = await after.join(withTicket('ben', newer, 3));
      expect(told(ben, 'joined')[0]).toMatchObject({ resumed: false, self: { order: 2 } });
    });

    it('goes on above the ticket, so that the next restart follows it', async () => {
      await after.join(page('stranger'));
      const ben = await after.join(withTicket('ben', newer, 3));
      const next = after.restarted();
      await next.join(withTicket('ana', tickets.ana));
      const back = await next.join(withTicket('ben', ticketOf(ben), 3));
      expect(selfOf(back)).toMatchObject({ id: seats[1], incarnation: 2 });
    });
  });
});

describe('a ticket that is not good', () => {
  let before: VirtualServer;
  let ticket: string;
  beforeEach(async () => {
    before = new VirtualServer();
    ticket = ticketOf(await before.join(page('ana')));
  });

  const cases: [string, () => { readonly server: VirtualServer; readonly handshake: Handshake }][] = [
    [
      'of another room',
      () => ({
        server: before.restarted(),
        handshake: withTicket('ana', ticket, 1, { room: 'another-room-of-20-characters' }),
      }),
    ],
    [
      'of another secret',
      () => ({ server: before.restarted({ secret: 'another' }), handshake: withTicket('ana', ticket) }),
    ],
    ['of somebody else', () => ({ server: before.restarted(), handshake: withTicket('ben', ticket) })],
    ['that is cut short', () => ({ server: before.restarted(), handshake: withTicket('ana', ticket.slice(0, -1)) })],
    [
      'of which a digit was changed',
      () => ({ server: before.restarted(), handshake: withTicket('ana', ticket.replace('"rev":1', '"rev":9')) }),
    ],
    ['without a signature', () => ({ server: before.restarted(), handshake: withTicket('ana', ticket.slice(22)) })],
    ['that is empty', () => ({ server: before.restarted(), handshake: withTicket('ana', '') })],
    [
      'that has run out',
      () => {
        before.after(3_600_000);
        return { server: before.restarted(), handshake: withTicket('ana', ticket) };
      },
    ],
  ];

  it.each(cases)('%s is as good as none: a first join', async (_what, make) => {
    const { server, handshake } = make();
    const line = await server.join(handshake);
    expect(told(line, 'joined')[0]).toMatchObject({ resumed: false, self: { order: 1, incarnation: 1 } });
    expect(server.events.map(({ kind }) => kind)).toEqual(['room-begun', 'seat-joined']);
  });

  it('is good to the last moment by the wall clock of the server, whatever time the steady clock has', async () => {
    before.after(3_599_999);
    expect(told(await before.restarted().join(withTicket('ana', ticket)), 'joined')[0]?.resumed).toBe(true);
  });

  it('has run out where the wall clock of the server was set forward by its time, and only then', async () => {
    const after = before.restarted();
    after.wallClockJumps(3_600_000);
    expect(told(await after.join(withTicket('ana', ticket)), 'joined')[0]?.resumed).toBe(false);
    const behind = before.restarted();
    behind.wallClockJumps(-3_600_000);
    expect(told(await behind.join(withTicket('ana', ticket)), 'joined')[0]?.resumed).toBe(true);
  });
});
