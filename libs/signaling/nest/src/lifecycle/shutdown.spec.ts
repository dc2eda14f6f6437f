import type { LifecycleEvent } from '@holdfast/signaling-core';
import { Gate } from '../testing/gate';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('a server that stops', () => {
  it('leaves no timer behind for those who were away', async () => {
    const graceMs = 3_600_000;
    const set = jest.spyOn(globalThis, 'setTimeout');
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const server = await RunningServer.start({ graceMs });
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const second = await TestClient.join(server.url, handshakeFor(room));
    first.cut();
    await second.notice('peer-away');
    await server.stop();
    const timer = set.mock.results[set.mock.calls.findIndex(([, ms]) => ms === graceMs)]?.value;
    expect(timer).toBeDefined();
    expect(cleared).toHaveBeenCalledWith(timer);
    jest.restoreAllMocks();
  });

  it.each([false, true])(
    'tells everybody when to come back, and nobody that the others were gone; forced: %s',
    async (forceCloseConnections) => {
      const events: LifecycleEvent[] = [];
      const server = await RunningServer.start(
        { returnSpreadMs: 1_000, events: { happened: (event) => events.push(event) } },
        { forceCloseConnections },
      );
      const room = freshRoom();
      const clients = [
        await TestClient.join(server.url, handshakeFor(room)),
        await TestClient.join(server.url, handshakeFor(room)),
      ];
      const stopped = server.stop();
      const pauses = await Promise.all(clients.map((client) => client.notice('server-closing')));
      await Promise.all(clients.map((client) => client.closed()));
      await stopped;

      for (const { retryAfterMs } of pauses) {
        expect(retryAfterMs).toBeGreaterThanOrEqual(0);
        expect(retryAfterMs).toBeLessThanOrEqual(1_000);
      }
      expect(clients.map(({ received }) => received.map(({ event }) => event))).toEqual([
        ['joined', 'peer-joined', 'ticket', 'server-closing', 'disconnect'],
        ['joined', 'server-closing', 'disconnect'],
      ]);
      expect(events.map(({ kind }) => kind)).toEqual(['room-begun', 'seat-joined', 'seat-joined']);
    },
  );

  it('spreads the return of many over the time that the options name', async () => {
    const server = await RunningServer.start({ returnSpreadMs: 1_000_000 });
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => TestClient.join(server.url, handshakeFor(freshRoom()))),
    );
    const stopped = server.stop();
    const pauses = await Promise.all(clients.map((client) => client.notice('server-closing')));
    expect(new Set(pauses.map(({ retryAfterMs }) => retryAfterMs)).size).toBeGreaterThan(5);
    await stopped;
  });

  it('lets nobody in any more, and says when to come back', async () => {
    const linger = new Gate();
    const server = await RunningServer.start({}, { linger });
    const stopped = server.stop();
    await linger.reached;
    expect(await TestClient.refused(server.url, handshakeFor(freshRoom()))).toMatchObject({
      code: 'server-closing',
      status: 503,
      retryable: true,
      retryAfterMs: expect.any(Number),
    });
    linger.open();
    await stopped;
  });

  it('begins no absence for those whose socket breaks meanwhile', async () => {
    const linger = new Gate();
    const server = await RunningServer.start({}, { linger });
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const second = await TestClient.join(server.url, handshakeFor(room));
    const stopped = server.stop();
    await linger.reached;
    first.cut();
    while ((await server.connections()) > 1) await new Promise(setImmediate); // the server has seen the end of that socket
    expect(await second.request('echo', {})).toEqual({});
    linger.open();
    await stopped;
    expect(second.all('peer-away')).toEqual([]);
  });
});
