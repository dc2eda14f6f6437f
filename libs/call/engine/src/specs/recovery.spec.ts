import type { ConnectionState } from '../peer';
import { Stage, TOO_SHORT_MS, type Person } from './stage';

describe('recovery', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  let rungs: { ana: ConnectionState[]; ben: ConnectionState[] };
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    rungs = { ana: [], ben: [] };
    const follow = (person: Person, seen: ConnectionState[]) =>
      person.call.peers$.subscribe(([peer]) => {
        if (peer !== undefined && peer.connection !== seen.at(-1)) seen.push(peer.connection);
      });
    follow(ana, rungs.ana);
    follow(ben, rungs.ben);
  });
  afterEach(() => stage.end());

  const works = () =>
    [ana, ben].every(
      ({ peer, host }) => peer.connection === 'connected' && host.open.length === 1 && host.latest.receives('video'),
    );

  /** A browser that at once gives up what has no address, for good. */
  const hopelessWithoutAddress = {
    disconnectedMs: 100,
    failedMs: 100,
    restartHealsFailure: false,
    failsWithoutAddress: true,
  };

  /** Both are connected, by one connection each. */
  const areInOneCall = (...pair: [Person, Person]) =>
    expect(pair.map(({ peer, host }) => [peer.connection, host.open.length])).toEqual([
      ['connected', 1],
      ['connected', 1],
    ]);

  it('waits while nobody knows whether the server can be reached, because contact may come back by itself', async () => {
    stage.server.fallSilent();
    ben.host.cut();
    await stage.pass(1_200);
    expect(ana.peer.connection).toBe('waiting');
    ben.host.heal();
    await stage.pass(260);
    expect(works()).toBe(true);
    expect(rungs.ana).toEqual(['connected', 'waiting', 'connected']);
    expect(ana.host.latest.restarts + ben.host.latest.restarts).toBe(0);
  });

  it('restarts ICE as soon as the silent path is noticed and the server has answered', async () => {
    ben.host.move();
    await stage.pass(1_000);
    expect(works()).toBe(true);
    expect(rungs.ana).toEqual(['connected', 'waiting', 'restarting', 'connected']);
    expect(ana.host.latest.restarts + ben.host.latest.restarts).toBeGreaterThan(0);
    const answers = [...ana.signals, ...ben.signals].filter(({ description }) => description?.type === 'answer');
    expect(answers).toHaveLength(2); // of the first offer and of one restart
    expect([...ana.drops, ...ben.drops]).toEqual([]);
    expect(ana.connectionIds).toEqual(['1.1.1']);
  });

  it('reads the path anew after a restart', async () => {
    const reads = jest.spyOn(ana.host.latest, 'getStats');
    ben.host.move();
    await stage.pass(3_500);
    expect(reads).toHaveBeenCalled();
    expect(ana.peer.path).toBe('direct');
  });

  it('opens a new generation where the restart has not led to a connection 5 s after its offer', async () => {
    ben.host.cut();
    await stage.pass(1_000 + 3_000 + 4_500); // the silence, the restart of the other side, and its time
    expect(ana.peer.connection).toBe('restarting');
    await stage.pass(500);
    expect(ana.peer.connection).toBe('renewing');
    expect(ana.connectionIds).toEqual(['1.1.1', '1.1.2']);
    ben.host.heal();
    await stage.pass(100);
    expect(works()).toBe(true);
    expect(ana.connectionIds).toEqual(['1.1.1', '1.1.2']);
  });

  it('is unreachable in the end, goes on trying calmly, and is back soon after the darkness', async () => {
    ben.host.cut();
    await stage.pass(45_000);
    expect(rungs.ana).toEqual(['connected', 'waiting', 'restarting', 'renewing', 'unreachable']);
    const tried = ana.connectionIds.length;
    expect(tried).toBeGreaterThanOrEqual(5);
    expect(tried).toBeLessThanOrEqual(9);
    expect(ana.host.open.length).toBeLessThanOrEqual(2);
    ben.host.heal();
    await stage.pass(100);
    expect(works()).toBe(true);
  });

  it('keeps the last picture through all of it', async () => {
    const { video } = ana.peer;
    ben.host.cut();
    await stage.pass(45_000);
    expect(ana.peer.video).toBe(video);
  });

  it('never gives up, and never piles up connections', async () => {
    ben.host.cut();
    await stage.pass(900_000);
    expect(ana.peer.connection).toBe('unreachable');
    expect(ana.host.open.length).toBeLessThanOrEqual(2);
    expect(ben.host.open.length).toBeLessThanOrEqual(2);
    ben.host.heal();
    await stage.pass(100);
    expect(works()).toBe(true);
  });

  it('has at most one ICE restart in 3 s', async () => {
    stage.end();
    stage = new Stage({ network: { disconnectedMs: 10 } });
    [ana, ben] = await stage.two();
    const times: number[] = [];
    const start = Date.now();
    for (const { host } of [ana, ben]) {
      const restart = host.latest.restartIce.bind(host.latest);
      jest.spyOn(host.latest, 'restartIce').mockImplementation(() => {
        times.push(Date.now() - start);
        restart();
      });
    }
    for (let time = 0; time < 20; time++) {
      ben.host.move();
      await stage.pass(1_200);
    }
    await stage.pass(5_000);
    expect(works()).toBe(true);
    const rounds = times.filter((at, index) => index === 0 || at - (times[index - 1] ?? 0) > 100);
    for (const [index, at] of rounds.entries())
      if (index > 0) expect(at - (rounds[index - 1] ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(rounds.length).toBeGreaterThan(2);
  });

  it('begins nothing that needs the server while it is gone, says so, and goes on when it is back', async () => {
    stage.server.stop();
    ben.host.move();
    await stage.pass(10_000);
    expect(rungs.ana).toEqual(['connected', 'waiting', 'unreachable']);
    expect(ana.host.latest.restarts + ben.host.latest.restarts).toBe(0);
    expect(ana.host.connections).toHaveLength(1);
    stage.server.start();
    await stage.pass(6_000);
    expect(works()).toBe(true);
    expect(ana.connectionIds).toEqual(['1.1.1']);
  });

  it('restarts at once when the peer is back at the server, without a new generation', async () => {
    stage.server.breakLink(ben.id);
    ben.transport.latest.break();
    stage.server.stop();
    ben.host.move();
    await stage.pass(20_000);
    stage.server.start();
    await stage.pass(6_000);
    expect(works()).toBe(true);
    expect(ana.connectionIds).toEqual(['1.1.1']);
    expect(ana.host.latest.restarts).toBe(1);
  });

  it('makes a new connection at once where the browser restarts none that has failed', async () => {
    const other = new Stage({ network: { failedMs: 100, restartHealsFailure: false } });
    const [caller, callee] = await other.two();
    callee.host.cut();
    other.server.breakLink(callee.id);
    callee.transport.latest.break();
    await other.pass(10_000);
    callee.host.heal();
    callee.call.networkChanged();
    await other.pass(1_000);
    areInOneCall(caller, callee);
    expect(callee.connectionIds.at(-1)).not.toBe('1.1.1');
    other.end();
  });

  it('makes another one as soon as the server is back where the machine had no address when the last one was made', async () => {
    const other = new Stage({ network: hopelessWithoutAddress });
    const [caller, callee] = await other.two();
    for (const person of [caller, callee]) {
      person.host.unplug();
      await other.pass(400);
      other.server.breakLink(person.id);
      person.transport.latest.break();
      person.host.move();
      person.host.heal();
      person.call.networkChanged();
      await other.pass(1_000);
      areInOneCall(caller, callee);
      await other.pass(10_000);
    }
    other.end();
  });

  it('makes another one when the other side is back, where the last one was made without any address', async () => {
    const other = new Stage({ network: hopelessWithoutAddress });
    const [caller, callee] = await other.two();
    caller.host.unplug();
    await other.pass(400);
    expect(caller.host.latest.connectionState).toBe('failed');
    other.server.breakLink(callee.id);
    caller.host.move();
    caller.host.heal();
    await other.pass(1_000);
    areInOneCall(caller, callee);
    other.end();
  });

  it('needs only one ICE restart where the other side sees nothing', async () => {
    // Ben's browser has noticed a dead path and Ana's has not yet
    ben.host.move();
    await stage.pass(1_990);
    expect(ana.peer.connection).toBe('connected');
    await stage.pass(1_500);
    expect(works()).toBe(true);
  });

  it('tries at once when the machine has another network', async () => {
    ben.host.cut();
    await stage.pass(30_000);
    ben.host.heal();
    ben.host.move();
    ben.call.networkChanged();
    await stage.pass(100);
    expect(ben.host.latest.restarts).toBe(1);
  });

  it('takes credentials that are at hand for a restart while they are good for 60 s', async () => {
    stage.end();
    stage = new Stage({ server: { iceTtlMs: 3_600_000 } });
    [ana, ben] = await stage.two();
    ben.host.move();
    await stage.pass(4_000);
    expect(works()).toBe(true);
    expect(ana.transport.latest.sent('renew-ice')).toHaveLength(0);
  });

  it('renews them right before a restart where they are not', async () => {
    stage.end();
    stage = new Stage({ server: { iceTtlMs: TOO_SHORT_MS } });
    [ana, ben] = await stage.two();
    const [before] = ana.host.latest.configured.iceServers ?? [];
    const renewed = ana.transport.latest.sent('renew-ice').length;
    await stage.pass(2_000);
    expect(ana.host.latest.configured.iceServers).toEqual([before]);
    ben.host.move();
    await stage.pass(4_000);
    expect(works()).toBe(true);
    expect(ana.transport.latest.sent('renew-ice')).toHaveLength(renewed + 1);
    expect(ana.host.latest.configured.iceServers?.[0]?.username).not.toBe(before?.username);
  });

  it('renews them before a new generation too', async () => {
    stage.end();
    stage = new Stage({ server: { iceTtlMs: TOO_SHORT_MS } });
    [ana, ben] = await stage.two();
    const renewed = ana.transport.latest.sent('renew-ice').length;
    ben.reloads();
    await stage.pass(300);
    expect(works()).toBe(true);
    expect(ana.transport.latest.sent('renew-ice')).toHaveLength(renewed + 1);
    expect(ana.connectionIds).toEqual(['1.1.1', '1.2.1']);
  });

  it('opens a new generation where the first offer finds no answer', async () => {
    stage.end();
    stage = new Stage();
    ana = stage.person('Ana');
    ben = stage.person('Ben');
    ben.host.cut();
    await ana.joins();
    await ben.joins();
    await stage.pass(4_000);
    expect(ana.peer.connection).toBe('connecting');
    await stage.pass(1_500);
    expect(ana.peer.connection).toBe('unreachable');
    expect(ana.connectionIds).toEqual(['1.1.1', '1.1.2']);
    ben.host.heal();
    await stage.pass(100);
    expect(works()).toBe(true);
  });
});
