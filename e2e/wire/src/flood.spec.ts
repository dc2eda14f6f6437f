import { isErrorReply } from '@holdfast/protocol';
import { handshakeFor } from './harness/bare-client';
import { Meeting } from './harness/meeting';
import { RawTransport } from './harness/raw-transport';
import { eventually, until } from './harness/until';

/** At least so many, so many at a time. */
const FLOOD = 3_000;
const IN_FLIGHT = 200;
const BURST = 50;

describe('a member that floods its peer', () => {
  it('is held to its rate with typed errors, while everybody else is served as ever', async () => {
    const meeting = await Meeting.begin({ messageRate: { burst: BURST, perSecond: 1 } });
    const elsewhere = meeting.inRoom(await meeting.server.makeRoom());
    const [eva, finn] = await elsewhere.two();
    const ana = meeting.person('Ana');
    await ana.joins();
    const mallory = await RawTransport.open(meeting.server.origin);
    mallory.connect(handshakeFor(meeting.room, { name: 'Mallory' }));
    await until('Ana sees Mallory', ana.call.peers$, ([peer]) => peer?.name === 'Mallory');

    const signal = { to: ana.seat.id, connectionId: '1.1.1', candidates: [{ candidate: 'x'.repeat(500) }] };
    const started = Date.now();
    const answers: unknown[] = [];
    let flooding = true;
    const flood = async (): Promise<void> => {
      while (flooding) answers.push(await mallory.request('signal', { ...signal, n: answers.length + 1 }));
    };
    const floods = Array.from({ length: IN_FLIGHT }, flood);

    // the flood goes on until everybody else has had what is theirs
    for (const turn of ['off', 'on', 'off'] as const) {
      if (turn === 'off') eva.media.turnOffCamera();
      else eva.media.turnOnCamera();
      await until(`Finn sees Eva's camera ${turn}`, finn.call.peers$, ([peer]) => peer?.presence.camera === turn);
    }
    await finn.reloads();
    await Promise.all([eva.isInCallWith(finn), finn.isInCallWith(eva)]);
    await eventually('it was a flood', () => answers.length > FLOOD);
    flooding = false;
    await Promise.all(floods);

    const refused = answers.filter((answer) => isErrorReply(answer));
    const seconds = Math.ceil((Date.now() - started) / 1_000);
    expect(answers.length - refused.length).toBeLessThanOrEqual(BURST + seconds);
    expect([...new Set(refused.map(({ error }) => `${error.code} ${error.status}`))]).toEqual(['rate-limited 429']);
    expect(refused.every(({ error }) => (error.retryAfterMs ?? 0) > 0)).toBe(true);

    // nobody else has lost anything by it
    expect(ana.call.state$.value).toEqual({ phase: 'joined' });
    expect(ana.call.signaling$.value).toBe('connected');
    await mallory.close();
    await meeting.end();
  });
});
