import { Meeting } from './harness/meeting';
import { eventually, until } from './harness/until';

describe('a link through which nothing gets any more, and neither end is told', () => {
  let meeting: Meeting;
  beforeEach(async () => {
    meeting = await Meeting.begin();
  });
  afterEach(() => meeting.end());

  const call = async () => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await ben.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    return { ana, ben, line };
  };

  it('is replaced as soon as it is doubted; nobody hears of it, and the call is not touched', async () => {
    const { ana, ben, line } = await call();
    const connections = meeting.network.open;
    const seats = new Set<string>();
    ben.call.peers$.subscribe((peers) => seats.add(peers.map(({ id, state }) => `${id} ${state}`).join()));
    const states: string[] = [];
    ana.call.signaling$.subscribe((state) => states.push(state));
    line.hold();
    const doubted = performance.now();
    ana.call.networkChanged();
    await until('Ana is doubtful', ana.call.signaling$, (state) => state === 'lost');
    await until('Ana is back', ana.call.signaling$, (state) => state === 'connected');
    expect(performance.now() - doubted).toBeLessThan(5_000); // not the heartbeat's 9 s
    expect(states).toEqual(['connected', 'lost', 'connected']);
    ana.media.mute();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    expect([...seats]).toEqual([`${ana.seat.id} present`]);
    expect(meeting.network.open).toEqual(connections);
    expect(meeting.server.count('seat-away', meeting.room)).toBe(0);
  });

  it('that comes to life again after it was replaced changes nothing', async () => {
    const { ana, ben, line } = await call();
    line.hold();
    ana.call.networkChanged();
    await until('Ana is doubtful', ana.call.signaling$, (state) => state === 'lost');
    await until('Ana is back', ana.call.signaling$, (state) => state === 'connected');
    line.release();
    await eventually('the old line is gone', async () => (await meeting.server.connections()) === 2);
    expect(ana.call.signaling$.value).toBe('connected');
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    expect((await meeting.seats()).map(({ state }) => state)).toEqual(['present', 'present']);
  });

  it('that was doubted without need is kept', async () => {
    const { ana, ben } = await call();
    const joins = meeting.server.count('seat-resumed', meeting.room);
    const states: string[] = [];
    ana.call.signaling$.subscribe((state) => states.push(state));
    for (let time = 0; time < 20; time++) ana.call.networkChanged();
    ana.media.mute();
    await until('Ben sees Ana muted', ben.call.peers$, ([peer]) => peer?.presence.microphone === 'off');
    expect(states).toEqual(['connected']);
    expect(meeting.server.count('seat-resumed', meeting.room)).toBe(joins);
  });
});

describe('a link that nobody doubts', () => {
  it('is known to be dead by the heartbeat, at both ends', async () => {
    const meeting = await Meeting.begin({ pingIntervalMs: 100, pingTimeoutMs: 80 });
    const { person: ana, line } = await meeting.personOnALine('Ana');
    await ana.joins();
    line.hold();
    line.close(); // and no new one comes about
    await until('Ana has lost the server', ana.call.signaling$, (state) => state === 'lost');
    await meeting.server.event('seat-away');
    await meeting.end();
  });
});

describe('a line that is cut while a seat is asked for', () => {
  let meeting: Meeting;
  beforeEach(async () => {
    meeting = await Meeting.begin();
  });
  afterEach(() => meeting.end());

  it.each([
    ['before the connection is there', 'HTTP/1.1 101'],
    ['before the transport is open', '"pingInterval"'],
    ['before CONNECT is accepted', '40{"sid"'],
    ['before `joined` arrives', '"joined"'],
  ])('%s brings the seat all the same, one alone, and a call', async (_step, text) => {
    const ben = meeting.person('Ben');
    await ben.joins();
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const cut = line.cutBefore(text);
    await ana.joins();
    await cut;
    await ana.isInCallWith(ben);
    await ben.isInCallWith(ana);
    expect((await meeting.seats()).map(({ state }) => state)).toEqual(['present', 'present']);
  });

  it.each([
    ['before the connection is there', 'HTTP/1.1 101'],
    ['before the transport is open', '"pingInterval"'],
    ['before CONNECT is accepted', '40{"sid"'],
    ['before `joined` arrives', '"joined"'],
  ])('%s on the way back brings the same seat back, and the call is not touched', async (_step, text) => {
    const { person: ana, line } = await meeting.personOnALine('Ana');
    const ben = meeting.person('Ben');
    await ana.joins();
    await ben.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
    const seat = ana.seat.id;
    const connections = meeting.network.open;
    const cut = line.cutBefore(text);
    line.cut();
    await cut;
    await until('Ana is back', ana.call.signaling$, (state) => state === 'connected');
    expect(ana.seat.id).toBe(seat);
    expect(meeting.network.open).toEqual(connections);
    await ben.isInCallWith(ana);
  });
});
