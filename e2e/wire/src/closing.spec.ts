import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { Meeting } from './harness/meeting';
import { until } from './harness/until';

const GRACE_MS = 60_000;
const CLOSING_GRACE_MS = 150;

describe('a page that goes away', () => {
  let meeting: Meeting;

  beforeEach(async () => {
    meeting = await Meeting.begin({ graceMs: GRACE_MS, closingGraceMs: CLOSING_GRACE_MS });
  });

  afterEach(() => meeting.end());

  const graceOf = async (seat: string): Promise<number> =>
    (await meeting.server.event('seat-away', (event) => event.seat === seat)).graceMs;

  it('and comes back within the closing grace has its seat', async () => {
    const [ana, ben] = await meeting.two();
    const { id } = ben.seat;
    ben.closesTab();
    await ana.sees(ben, 'away');
    expect(await graceOf(id)).toBe(CLOSING_GRACE_MS);
    await ben.opensAgain();
    expect(ben.seat.id).toBe(id);
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
  });

  it('and is gone after the closing grace has left its seat to others', async () => {
    const [ana, ben] = await meeting.two();
    const { id } = ben.seat;
    ben.closesTab();
    expect(await meeting.server.event('seat-left')).toMatchObject({ seat: id, reason: 'expired' });
    await ana.isAlone();
    const cleo = meeting.person('Cleo');
    await cleo.joins();
    await Promise.all([ana.isInCallWith(cleo), cleo.isInCallWith(ana)]);
    ben.opensPage();
    const refused = await until('Ben is refused', ben.call.state$, ({ phase }) => phase === 'refused');
    expect(refused).toMatchObject({ refusal: { code: 'room-full' } });
  });

  it('and is gone without a word keeps its seat for the whole grace', async () => {
    const [, ben] = await meeting.two();
    const { id } = ben.seat;
    ben.crashes();
    expect(await graceOf(id)).toBe(GRACE_MS);
  });

  it('and is shown again from the cache of the browser has taken it back', async () => {
    const { person: ben, line } = await meeting.personOnALine('Ben');
    await ben.joins();
    ben.call.pageHidden();
    ben.call.pageShown();
    ben.media.mute();
    line.cut();
    expect(await graceOf(ben.seat.id)).toBe(GRACE_MS);
  });

  it.each([
    ['signal', { to: 'nobody', connectionId: '1.1.1', n: 1, candidates: [] }],
    ['update', { presence: { version: 1, microphone: 'off', camera: 'off' } }],
    ['renew-ice', {}],
    ['echo', {}],
  ])('takes it back with any later message: %s', async (event, payload) => {
    const client = await BareClient.join(meeting.server.origin, handshakeFor(freshId()));
    await client.send('closing', {});
    await client.send(event, payload);
    client.hangUp();
    expect(await graceOf(client.id)).toBe(GRACE_MS);
  });

  it('and says closing twice is still going away', async () => {
    const client = await BareClient.join(meeting.server.origin, handshakeFor(freshId()));
    await client.send('closing', {});
    await client.send('closing', {});
    client.hangUp();
    expect(await graceOf(client.id)).toBe(CLOSING_GRACE_MS);
  });

  it('takes it back with a handshake', async () => {
    const client = await BareClient.join(meeting.server.origin, handshakeFor(freshId()));
    await client.send('closing', {});
    const again = await BareClient.join(meeting.server.origin, client.handshake as never);
    expect(again.joined).toMatchObject({ resumed: true });
    again.hangUp();
    expect(await graceOf(client.id)).toBe(GRACE_MS);
    client.hangUp();
  });
});

describe('a socket that breaks', () => {
  it('leaves its seat to others after the grace', async () => {
    const meeting = await Meeting.begin({ graceMs: 100 });
    const [ana, ben] = await meeting.two();
    const { id } = ben.seat;
    ben.crashes();
    await ana.sees(ben, 'away');
    expect(await meeting.server.event('seat-left')).toMatchObject({ seat: id, reason: 'expired' });
    await meeting.end();
  });
});
