import { Meeting } from './harness/meeting';
import { until } from './harness/until';

describe('one call, walked', () => {
  let meeting: Meeting;

  beforeEach(async () => {
    meeting = await Meeting.begin();
  });

  afterEach(() => meeting.end());

  it('1. join: the handshake is the join, and the one who is there is told', async () => {
    const ana = meeting.person('Ana');
    expect(ana.call.state$.value).toEqual({ phase: 'idle' });
    await ana.joins();
    expect(ana.seat).toMatchObject({ name: 'Ana', role: 'caller', order: 1, incarnation: 1, state: 'present' });
    expect(ana.call.signaling$.value).toBe('connected');
    await ana.isAlone();

    const ben = meeting.person('Ben');
    await ben.joins();
    expect(ben.seat).toMatchObject({ role: 'callee', order: 2 });
    await until('Ana sees Ben', ana.call.peers$, ([peer]) => peer?.id === ben.seat.id);
    expect(ben.call.peers$.value).toMatchObject([{ id: ana.seat.id, role: 'caller', name: 'Ana' }]);
  });

  it('2. negotiate: one offer by the earlier, one answer, generation 1', async () => {
    const [ana, ben] = await meeting.two();
    expect([ana.host.connections, ben.host.connections].map((made) => made.length)).toEqual([1, 1]);
    expect([ana.host.latest.offers, ben.host.latest.offers]).toEqual([1, 0]);
    for (const { host } of [ana, ben]) {
      expect(host.latest.getTransceivers().map(({ kind, currentDirection }) => [kind, currentDirection])).toEqual([
        ['audio', 'sendrecv'],
        ['video', 'sendrecv'],
      ]);
      expect(host.latest.channel?.init).toMatchObject({ negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
    }
  });

  it('3. connected: media goes both ways, mute is seen, and the call stands without the server', async () => {
    const [ana, ben] = await meeting.two();
    expect(ana.call.peers$.value[0]).toMatchObject({ path: 'direct', presence: { microphone: 'on', camera: 'on' } });
    for (const { host } of [ana, ben])
      expect(host.latest.receives('audio') && host.latest.receives('video')).toBe(true);
    ana.media.mute();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    expect(ana.host.latest.offers).toBe(1);

    await meeting.server.stop();
    await until('Ana has lost the server', ana.call.signaling$, (state) => state !== 'connected');
    await until('Ben has lost the server', ben.call.signaling$, (state) => state !== 'connected');
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(meeting.network.open).toHaveLength(2);
  });

  it('4. drop: the seat is away on the other side, and media is untouched', async () => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await ben.joins();
    await ben.isInCallWith(ana);
    const before = [ana.host.latest, ben.host.latest];
    const seen: string[] = [];
    ben.call.peers$.subscribe(([peer]) => seen.push(`${peer?.state} ${peer?.connection}`));
    line.cut();
    await ben.sees(ana, 'away', 'connected');
    await ben.isInCallWith(ana);
    expect([...new Set(seen)]).toEqual(['present connected', 'away connected']);
    expect([ana.host.latest, ben.host.latest]).toEqual(before);
  });

  it('4. drop: lost media climbs the ladder, and the seats are untouched', async () => {
    const [ana, ben] = await meeting.two();
    ben.host.cut();
    await ana.sees(ben, 'present', 'waiting');
    ben.host.heal();
    await ana.sees(ben, 'present', 'connected');
    expect(ana.host.latest.restarts + ben.host.latest.restarts).toBe(0);
    ben.host.move();
    await ana.sees(ben, 'present', 'restarting');
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect([ana.host.connections, ben.host.connections].map((made) => made.length)).toEqual([1, 1]);
    expect(meeting.server.count('seat-away', meeting.room)).toBe(0);
  });

  it('5. recover: the same seat, the connection compared and left alone', async () => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await ben.joins();
    await ana.isInCallWith(ben);
    const { id } = ana.seat;
    line.cut();
    await ben.sees(ana, 'away');
    await until('Ana is back', ana.call.signaling$, (state) => state === 'connected');
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(ana.seat).toMatchObject({ id, role: 'caller', order: 1, incarnation: 1 });
    for (const { host } of [ana, ben]) {
      expect(host.connections).toHaveLength(1);
      expect(host.latest.restarts).toBe(0);
    }
    expect(meeting.server.count('seat-joined', meeting.room)).toBe(2);
  });

  it('5. recover: what was said while one was away arrives when it is back', async () => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await ben.joins();
    await ben.isInCallWith(ana);
    line.cut();
    await ben.sees(ana, 'away');
    ana.media.mute();
    ben.media.turnOffCamera();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    await until('Ana sees Ben without camera', ana.call.peers$, ([peer]) => peer?.presence.camera === 'off');
  });

  it('6. leave: connections are closed, the one who stays waits, and the next one is in a call at once', async () => {
    const [ana, ben] = await meeting.two();
    await ana.leaves();
    expect(ana.call.state$.value).toEqual({ phase: 'ended', reason: 'left' });
    expect(ana.host.open).toEqual([]);
    await ben.isAlone();
    await ben.hasRole('caller');
    expect(ben.host.open).toEqual([]);
    expect(await meeting.seats()).toHaveLength(1);

    const cleo = meeting.person('Cleo');
    await cleo.joins();
    await Promise.all([cleo.isInCallWith(ben), ben.isInCallWith(cleo)]);
    expect(cleo.seat).toMatchObject({ role: 'callee', order: 3 });
  });

  it('6. leave: the same page can join again, in a new seat', async () => {
    const [ana, ben] = await meeting.two();
    const { id } = ana.seat;
    await ana.leaves();
    await ben.isAlone();
    await ana.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect(ana.seat.id).not.toBe(id);
    expect(ana.seat.role).toBe('callee');
  });
});
