import { errorOf } from '../testing';
import { LinkBench, OWN_PAGE } from '../specs/link-bench';

/** The time-out of an `echo` on a line of 50 ms. */
const ECHO_MS = 400;
/** How long an attempt may take until CONNECT is sent. */
const OPENING_MS = 4_000;

describe('a suspected link', () => {
  let bench: LinkBench;
  beforeEach(async () => (bench = await LinkBench.joined()));
  afterEach(() => bench.end());

  const state = () => bench.client.state$.value;

  it('that answers in time is proven and kept, and nothing was opened', async () => {
    bench.client.suspect();
    bench.client.suspect();
    expect(bench.link(0).sent('echo')).toHaveLength(1);
    await bench.pass(ECHO_MS - 1);
    await bench.answersEcho(bench.link(0));
    await bench.pass(60_000);
    expect(bench.links).toBe(1);
    expect(bench.proofs).toBe(1);
    expect(bench.states).toEqual(['closed', 'connecting', 'connected']);
  });

  it('that does not gets a new one beside it, and is not closed for that', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS - 1);
    expect(bench.links).toBe(1);
    await bench.pass(1);
    expect(bench.links).toBe(2);
    expect(bench.link(0).state).toBe('open');
    expect(state()).toBe('lost');
    expect(bench.client.isJoined).toBe(false);
  });

  it('is kept if it answers before the CONNECT of the new one is sent', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS + 1_000);
    await bench.answersEcho(bench.link(0));
    expect(state()).toBe('connected');
    expect(bench.client.isJoined).toBe(true);
    expect(bench.proofs).toBe(1);
    expect(bench.link(1).state).toBe('closed');
    await bench.pass(60_000);
    expect(bench.links).toBe(2);
  });

  it('proves itself by anything it brings, not by the answer alone', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS + 100);
    bench.link(0).notify({ event: 'peer-away', payload: { id: 'seat-2' } });
    expect(bench.heard).toEqual(['joined', 'peer-away']);
    expect(state()).toBe('connected');
    expect(bench.link(1).state).toBe('closed');
  });

  it('is not proven by what may have been on its way before the doubt', async () => {
    bench.client.suspect();
    bench.link(0).notify({ event: 'peer-away', payload: { id: 'seat-2' } });
    await bench.pass(ECHO_MS);
    expect(state()).toBe('lost');
    expect(bench.links).toBe(2);
  });

  it('proves nothing any more once that was sent: only the new one decides', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    bench.link(1).auth();
    await bench.answersEcho(bench.link(0));
    expect(state()).toBe('lost');
    expect(bench.proofs).toBe(0);
    await bench.joins(bench.link(1));
    expect(state()).toBe('connected');
    expect(bench.link(0).state).toBe('closed');
    expect(bench.client.isJoined).toBe(true);
  });

  it('that breaks meanwhile leaves its place to the new one, and no third is opened', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    bench.link(0).break();
    await bench.pass(1_000);
    expect(bench.links).toBe(2);
    await bench.joins(bench.link(1));
    expect(state()).toBe('connected');
  });

  it('hears that its seat was taken by the new one, and waits for that', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    bench.link(1).auth();
    bench.link(0).notify({ event: 'seat-taken', payload: { by: OWN_PAGE } });
    bench.link(0).break();
    await bench.pass(1_000);
    expect(bench.links).toBe(2);
    expect(bench.heard).toEqual(['joined']);
    await bench.joins(bench.link(1));
    expect(state()).toBe('connected');
  });

  it('is kept where the new one is refused for a while, and another is tried then', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    bench.link(1).auth();
    bench.link(1).refuse({ ...errorOf('rate-limited'), retryAfterMs: 2_000 });
    expect(bench.link(0).state).toBe('open');
    await bench.pass(1_999);
    expect(bench.links).toBe(2);
    await bench.pass(1);
    expect(bench.links).toBe(3);
    await bench.answersEcho(bench.link(0));
    expect(state()).toBe('connected');
    expect(bench.link(2).state).toBe('closed');
  });

  it('ends with the new one where that is refused for good', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    bench.link(1).auth();
    bench.link(1).refuse(errorOf('room-full'));
    expect(bench.refusals).toEqual(['room-full']);
    expect(state()).toBe('closed');
    expect(bench.transport.openLinks).toEqual([]);
  });

  it('gets another one in place of an attempt that leads nowhere, one at a time', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS + OPENING_MS - 1);
    expect(bench.links).toBe(2);
    await bench.pass(1);
    expect(bench.links).toBe(3);
    expect(bench.link(1).state).toBe('closed');
    await bench.pass(40_000);
    expect(bench.links).toBeLessThanOrEqual(13);
    expect(bench.transport.openLinks).toHaveLength(2);
  });

  it('is what a request becomes whose ack does not come', async () => {
    bench.client.request('renew-ice', {}).catch(() => undefined);
    await bench.pass(5_000);
    expect(bench.link(0).sent('echo')).toHaveLength(1);
    await bench.pass(ECHO_MS);
    expect(bench.links).toBe(2);
  });

  it('is no more distant for an answer that was held up', async () => {
    bench.client.suspect();
    await bench.pass(2_900);
    await bench.answersEcho(bench.link(0));
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    expect(state()).toBe('lost');
  });

  it('that is left is told so all the same', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS);
    const left = bench.client.leave();
    expect(bench.link(0).sent('leave')).toHaveLength(1);
    await bench.pass(250);
    await left;
    expect(bench.transport.openLinks).toEqual([]);
  });

  it('is told to be cut once, when it is suspected and not again when it breaks then', async () => {
    bench.client.suspect();
    await bench.pass(ECHO_MS - 1);
    expect(bench.cuts).toBe(0);
    await bench.pass(1);
    expect(bench.cuts).toBe(1);
    bench.link(0).break();
    await bench.pass(10_000);
    expect(bench.cuts).toBe(1);
  });

  it('is told to be cut when it breaks, at once also where its server had announced that', async () => {
    bench.link(0).notify({ event: 'server-closing', payload: { retryAfterMs: 3_000 } });
    expect(bench.cuts).toBe(0);
    bench.link(0).break();
    expect([state(), bench.cuts]).toEqual(['server-closing', 1]);
    await bench.pass(3_000);
    await bench.joins(bench.link(1));
    bench.link(1).break();
    expect([state(), bench.cuts]).toEqual(['lost', 2]);
  });

  it('gets no new one before the time that a closing server named', async () => {
    bench.link(0).notify({ event: 'server-closing', payload: { retryAfterMs: 3_000 } });
    bench.client.suspect();
    await bench.pass(2_900);
    expect(bench.links).toBe(1);
    bench.link(0).break();
    await bench.pass(100);
    expect(bench.links).toBe(2);
  });
});

describe('an attempt', () => {
  let bench: LinkBench;
  beforeEach(() => (bench = new LinkBench()));
  afterEach(() => bench.end());

  it('that is answered with nothing is given the time of a join from its CONNECT on', async () => {
    bench.client.open();
    await bench.pass(3_000);
    bench.link(0).auth();
    await bench.pass(4_999);
    expect(bench.links).toBe(1);
    await bench.pass(1);
    expect(bench.links).toBe(2);
  });

  it('on a warmed connection that is silent gets a fresh one beside it after a second; who answers first is it', async () => {
    bench.transport.warm();
    bench.client.open();
    bench.link(0).auth();
    expect(bench.link(0).warmed).toBe(true);
    await bench.pass(1_000);
    expect(bench.links).toBe(2);
    expect(bench.link(1).warmed).toBe(false);
    await bench.joins(bench.link(1));
    expect(bench.client.state$.value).toBe('connected');
    expect(bench.link(0).state).toBe('closed');
  });

  it('on a warmed connection that answers late, yet first, is kept', async () => {
    bench.transport.warm();
    bench.client.open();
    bench.link(0).auth();
    await bench.pass(1_100);
    await bench.joins(bench.link(0));
    expect(bench.link(1).state).toBe('closed');
    expect(bench.client.state$.value).toBe('connected');
    await bench.pass(60_000);
    expect(bench.links).toBe(2);
  });

  it('is replaced at once when the network changed, but not one that has just begun', async () => {
    bench.client.open();
    await bench.pass(1_000);
    bench.transport.warm();
    bench.client.tryNow();
    expect(bench.links).toBe(2);
    expect(bench.link(0).state).toBe('closed');
    expect(bench.link(1).warmed).toBe(false);
    bench.client.tryNow();
    await bench.pass(299);
    expect(bench.links).toBe(2);
    await bench.pass(1);
    expect(bench.links).toBe(3);
  });

  it('of a server that refuses and accepts in turn ends with the seat', async () => {
    bench.client.open();
    for (let turn = 0; turn < 4; turn++) {
      bench.link(turn * 2).auth();
      bench.link(turn * 2).refuse(errorOf('internal'));
      await bench.pass(250);
      await bench.joins(bench.link(turn * 2 + 1));
      expect(bench.client.state$.value).toBe('connected');
      bench.link(turn * 2 + 1).break();
      await bench.pass(80);
    }
    expect(bench.refusals).toEqual([]);
  });

  it('whose time is up while the one beside it is asked leaves it to that one', async () => {
    bench.transport.warm();
    bench.client.open();
    bench.link(0).auth();
    await bench.pass(1_000);
    bench.link(1).auth();
    await bench.pass(4_000); // the time of the first is over
    expect(bench.link(0).state).toBe('closed');
    expect(bench.links).toBe(2);
    await bench.joins(bench.link(1));
    expect(bench.client.state$.value).toBe('connected');
  });
});
