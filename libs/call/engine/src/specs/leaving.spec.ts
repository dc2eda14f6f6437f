import type { Observable } from 'rxjs';
import { ROOM, Stage, type Person } from './stage';

describe('leaving', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
  });
  afterEach(() => stage.end());

  it('tells the server, closes every connection and ends with "left"', async () => {
    const { seatKey } = ben.handshake;
    await ben.leaves();
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    expect(ben.call.signaling$.value).toBe('closed');
    expect(ben.call.self$.value).toBeNull();
    expect(ben.call.peers$.value).toEqual([]);
    expect(ben.host.open).toHaveLength(0);
    expect(ben.storage.read(ROOM)).toEqual({ seatKey });
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
    expect(ana.call.state$.value.phase).toBe('joined');
  });

  it('resolves after 250 ms where the server does not answer', async () => {
    stage.server.fallSilent();
    let resolved = false;
    void ben.call.leave().then(() => (resolved = true));
    await stage.pass(249);
    expect(resolved).toBe(false);
    await stage.pass(2);
    expect(resolved).toBe(true);
    expect(ben.transport.openLinks).toHaveLength(0);
  });

  it('is known to the other side also over a link that is dead and not known to be', async () => {
    stage.server.fallSilent();
    const leaving = ben.call.leave();
    await stage.pass(20);
    expect(ana.call.peers$.value).toEqual([]);
    await stage.pass(250);
    await leaving;
  });

  it('is known once, though it is said twice', async () => {
    const counts: number[] = [];
    ana.call.peers$.subscribe(({ length }) => counts.push(length));
    await ben.leaves();
    expect(counts).toEqual([1, 0]);
    expect(ana.drops).toEqual([]);
  });

  it('leaves nothing behind: no timer, no listener, no link, no connection, no track in use', async () => {
    await ben.leaves();
    await ana.leaves();
    expect(jest.getTimerCount()).toBe(0);
    for (const { host, transport } of [ana, ben]) {
      expect(transport.openLinks).toHaveLength(0);
      expect(host.open).toHaveLength(0);
      for (const connection of host.connections) expect(connection.listeners).toBe(0);
    }
    for (const { call, media } of [ana, ben]) {
      call.dispose();
      expect(media.shown$.observed || media.audio$.observed || media.video$.observed).toBe(false);
    }
  });

  it('leaves no timer behind for what was being told', async () => {
    stage.server.fallSilent();
    for (const person of [ana, ben]) {
      person.media.mute();
      await person.leaves();
    }
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is what disposing does without a word', async () => {
    ben.closesPage();
    expect(ben.transport.latest.sent('leave')).toHaveLength(0);
    expect(ben.transport.openLinks).toHaveLength(0);
    expect(ben.host.open).toHaveLength(0);
    let ended = 0;
    for (const stream$ of [ana.call.state$, ana.call.signaling$, ana.call.self$, ana.call.peers$]) {
      (stream$ as Observable<unknown>).subscribe({ complete: () => (ended += 1) });
    }
    ana.closesPage();
    await stage.pass(20);
    expect(jest.getTimerCount()).toBe(0);
    expect(ended).toBe(4);
  });

  it('makes the callee who stays the caller, and the next one is in a call with it', async () => {
    await ana.leaves();
    expect(ben.call.self$.value?.role).toBe('caller');
    const cat = stage.person('Cat');
    await cat.joins();
    expect(ben.peer).toMatchObject({ name: 'Cat', connection: 'connected' });
    expect(cat.peer).toMatchObject({ name: 'Ben', connection: 'connected', role: 'caller' });
  });

  it('can be followed by joining again in the same page, 20 times, by either', async () => {
    for (let time = 0; time < 20; time++) {
      const [goes, stays] = time % 2 === 0 ? [ben, ana] : [ana, ben];
      await goes.leaves();
      await goes.joins();
      expect(goes.peer.connection).toBe('connected');
      expect(stays.peer.connection).toBe('connected');
      expect(goes.host.open).toHaveLength(1);
      expect(stays.host.open).toHaveLength(1);
    }
  });

  it('can be followed by joining at once, before the server has answered', async () => {
    void ben.call.leave();
    ben.call.join('Ben');
    expect(ben.call.state$.value.phase).toBe('joining');
    await stage.pass(500);
    expect(ben.call.state$.value.phase).toBe('joined');
    expect(ben.id).toBe('seat-3');
    expect(ana.peer.connection).toBe('connected');
  });

  it('may be changed back and forth before the server has answered', async () => {
    void ben.call.leave();
    ben.call.join('Ben');
    void ben.call.leave();
    await stage.pass(500);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    expect(ben.transport.openLinks).toHaveLength(0);
    expect(ana.call.peers$.value).toEqual([]);
  });

  it('while the join is under way leaves no seat behind', async () => {
    await ben.leaves();
    ben.call.join('Ben');
    await stage.pass(7); // the server has admitted him, and `joined` is on its way
    void ben.call.leave();
    await stage.pass(300);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    expect(stage.server.participants.map(({ name }) => name)).toEqual(['Ana']);
    expect(ben.host.open).toHaveLength(0);
    expect(ana.call.peers$.value).toEqual([]);
  });

  it('while the join is under way and joining again at once begins a stay of its own', async () => {
    await ben.leaves();
    ben.call.join('Ben');
    await stage.pass(7);
    void ben.call.leave();
    ben.call.join('Ben');
    await stage.pass(5); // the first attempt is joined, only to be left
    expect(ben.call.state$.value.phase).toBe('joining');
    expect(ben.call.self$.value).toBeNull();
    await stage.pass(300);
    expect(ben.call.state$.value.phase).toBe('joined');
    expect(stage.server.participants).toHaveLength(2);
    expect(ana.peer.connection).toBe('connected');
  });

  it('while the link is lost is heard by the server as soon as it is back within the 250 ms', async () => {
    stage.server.breakLink(ben.id);
    await ben.leaves();
    expect(stage.server.participants.map(({ name }) => name)).toEqual(['Ana']);
    expect(ben.transport.openLinks).toHaveLength(0);
  });

  it('while the join is refused stays left', async () => {
    await ben.leaves();
    stage.server.refuseNext('room-full');
    ben.call.join('Ben');
    void ben.call.leave();
    await stage.pass(300);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
  });

  it.each(['earlier', 'later'] as const)(
    'that nobody heard is resumed by the next join of the %s one, with a new connection',
    async (which) => {
      const [goes, stays] = which === 'later' ? [ben, ana] : [ana, ben];
      const { id } = goes;
      stage.server.stop();
      await goes.leaves();
      stage.server.start();
      await goes.joins();
      await stage.pass(6_000);
      expect(goes.id).toBe(id);
      expect(goes.peer.connection).toBe('connected');
      expect(stays.peer.connection).toBe('connected');
      expect(goes.host.open).toHaveLength(1);
      expect(stays.host.open).toHaveLength(1);
    },
  );

  it('of one whose seat ran out never closes a connection that still works', async () => {
    stage.server.notify(ana.id, { event: 'peer-left', payload: { id: ben.id, reason: 'expired' } });
    await stage.pass(1_000);
    expect(ana.peer).toMatchObject({ name: 'Ben', state: 'away', connection: 'connected' });
    ben.closesPage();
    await stage.pass(3_000);
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
  });

  it('of one whose seat ran out closes a connection that does not work', async () => {
    ben.host.cut();
    await stage.pass(2_500);
    stage.server.notify(ana.id, { event: 'peer-left', payload: { id: ben.id, reason: 'expired' } });
    expect(ana.call.peers$.value).toEqual([]);
    expect(ana.host.open).toHaveLength(0);
  });

  it.each([
    ['removed', { event: 'peer-left', payload: { id: 'seat-2', reason: 'removed' } }],
    ['room-closed', { event: 'room-closed', payload: {} }],
  ] as const)('is forced where the server says so: %s', async (reason, notice) => {
    stage.server.notify(ben.id, notice);
    await stage.pass(100);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason });
    expect(ben.host.open).toHaveLength(0);
    expect(ben.transport.openLinks).toHaveLength(0);
    expect(ben.storage.read(ROOM)).toEqual({ seatKey: expect.any(String) });
  });
});
