import type { Link, LinkEvent } from '@holdfast/call-engine';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { SocketIoTransport } from './socket-io-transport';
import { handshakeOf } from './testing/handshake';
import { roomFull, SmallServer } from './testing/small-server';

/** Delays that nothing else has, so that a timer is known by its delay. */
const CONNECT_MS = 12_345;
const REQUEST_MS = 54_321;

/** Follows every timer that is set and cleared from now on. */
function watchTimers() {
  const set = jest.spyOn(globalThis, 'setTimeout');
  const cleared = jest.spyOn(globalThis, 'clearTimeout');
  const those = (delays: number[]) => set.mock.calls.flatMap(([, ms], i) => (delays.includes(ms ?? 0) ? [i] : []));
  return {
    set: (delays: number[]) => those(delays).length,
    left: (delays: number[]) => {
      const gone = new Set<unknown>(cleared.mock.calls.map(([timer]) => timer));
      return those(delays).filter((i) => !gone.has(set.mock.results[i]?.value));
    },
  };
}

describe('SocketIoTransport', () => {
  let server: SmallServer;
  let transport: SocketIoTransport;
  const links: Link[] = [];

  const listen = async (made: SmallServer, port?: number): Promise<void> => {
    server = await made.listen(port);
    server.greet((socket) => {
      socket.on('echo', (_payload, ack) => ack({}));
    });
  };
  const start = async (made: SmallServer): Promise<void> => {
    await listen(made);
    transport = new SocketIoTransport({ origin: server.origin });
  };

  afterEach(async () => {
    jest.restoreAllMocks();
    for (const link of links.splice(0)) link.close();
    transport.cool();
    await server.empty();
    await server.stop();
  });

  const open = (name = 'Ana'): Link => {
    const link = transport.open(() => handshakeOf(name));
    links.push(link);
    return link;
  };
  const alive = (link: Link): Promise<unknown> => link.request('echo', {}, 5_000);
  const toTheEnd = (link: Link): Promise<LinkEvent[]> => lastValueFrom(link.events$.pipe(toArray()));
  /** The server was gone while two links were tried. */
  const isBackAfterTwoFailures = async (): Promise<void> => {
    const { port } = new URL(server.origin);
    await server.stop();
    for (let time = 0; time < 2; time++) expect(await toTheEnd(open())).toEqual([{ kind: 'failed' }]);
    await listen(new SmallServer(), Number(port));
  };

  describe('where WebSocket works', () => {
    beforeEach(() => start(new SmallServer()));

    it('opens the connection ahead, once, and takes no seat', async () => {
      transport.warm();
      transport.warm();
      await server.opened();
      expect(server.connections).toBe(1);
      expect(server.handshakes).toEqual([]);
    });

    it('sends CONNECT on the warmed connection and asks for the handshake once', async () => {
      transport.warm();
      const warmed = await server.opened();
      const auth = jest.fn(() => handshakeOf('Ana'));
      links.push(transport.open(auth));
      expect((await server.socket()).conn).toBe(warmed);
      expect(auth).toHaveBeenCalledTimes(1);
      expect(server.connections).toBe(1);
    });

    it('goes by WebSocket at once', async () => {
      await alive(open());
      expect((await server.opened()).transport.name).toBe('websocket');
    });

    it('leaves the warmed connection alone where a fresh one is wanted, and says which it was', async () => {
      transport.warm();
      const warmed = await server.opened();
      const fresh = transport.open(() => handshakeOf('fresh'), 'fresh');
      links.push(fresh);
      expect((await server.socket()).conn).not.toBe(warmed);
      const link = open('warmed');
      expect((await server.socket(1)).conn).toBe(warmed);
      expect([fresh.warmed, link.warmed]).toEqual([false, true]);
    });

    it('goes by HTTP first after WebSockets that nobody answered, and then goes over to WebSocket', async () => {
      await isBackAfterTwoFailures();
      const upgraded = server.upgraded();
      const link = open();
      await alive(link);
      expect(await server.openedBy()).toBe('polling');
      await upgraded;
      await alive(link);
      // and the next one goes by WebSocket at once again
      await alive(open());
      expect(await server.openedBy(1)).toBe('websocket');
    });

    it('goes by WebSocket in any case where the connection has to be a fresh one', async () => {
      await isBackAfterTwoFailures();
      const fresh = transport.open(() => handshakeOf('fresh'), 'fresh');
      links.push(fresh);
      await alive(fresh);
      expect(await server.openedBy()).toBe('websocket');
    });

    it('opens a link while the connection is still being warmed', async () => {
      transport.warm();
      await alive(open());
      expect(server.connections).toBe(1);
    });

    it('asks for the handshake anew for each link', async () => {
      await alive(open('first'));
      await alive(open('second'));
      expect(server.handshakes).toEqual([handshakeOf('first'), handshakeOf('second')]);
    });

    it('opens a new link beside an old one; each ends alone', async () => {
      const old = open('old');
      await alive(old);
      const young = open('young');
      await alive(young);
      await alive(old);
      old.close();
      await alive(young);
      expect((await server.socket(0)).conn).not.toBe((await server.socket(1)).conn);
    });

    it('closes a warmed connection that holds no seat, and can warm another', async () => {
      transport.warm();
      await server.opened();
      transport.cool();
      await server.empty();
      transport.warm();
      await server.opened(1);
      expect(server.connections).toBe(1);
    });

    it('leaves the connection of a seat alone when it cools', async () => {
      transport.warm();
      const link = open();
      await alive(link);
      transport.cool();
      await alive(link);
    });

    it('warms a new connection after the warmed one broke', async () => {
      transport.warm();
      const first = await server.opened();
      first.close(true);
      const second = server.opened(1).then((connection) => (transport.cool(), connection));
      // warming is idempotent: only once this side has noticed the loss does it open another
      while (server.connections === 0) {
        transport.warm();
        await new Promise(setImmediate);
      }
      expect(await second).not.toBe(first);
    });

    it('can be used at once after a refusal, again and again', async () => {
      server.refuse(roomFull);
      for (let i = 0; i < 3; i++) expect(await toTheEnd(open())).toEqual([{ kind: 'refused', refusal: roomFull }]);
      server.admit();
      await alive(open());
    });

    it('leaves nothing open on the server and no timer here after all is closed', async () => {
      const timers = watchTimers();
      transport = new SocketIoTransport({ origin: server.origin, connectTimeoutMs: CONNECT_MS });
      const joined = open();
      await alive(joined);
      const unanswered = expect(joined.request('leave', {}, REQUEST_MS)).rejects.toMatchObject({ code: 'closed' });
      const early = open();
      const unsent = expect(early.request('leave', {}, REQUEST_MS)).rejects.toMatchObject({ code: 'closed' });
      transport.warm();
      joined.close();
      early.close();
      transport.cool();
      await Promise.all([unanswered, unsent]);
      await server.empty();
      expect(timers.set([CONNECT_MS, REQUEST_MS])).toBe(5);
      expect(timers.left([CONNECT_MS, REQUEST_MS, server.silenceMs])).toEqual([]);
    });
  });

  describe('where nothing answers', () => {
    let silent: Server;
    let asked: { readonly signal: AbortSignal; answers(): void; fails(error: Error): void }[];
    let visitors: Socket[];
    beforeEach(async () => {
      await start(new SmallServer());
      asked = [];
      visitors = [];
      silent = createServer((visitor) => visitors.push(visitor)).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const reach = (signal: AbortSignal) =>
        new Promise<void>((answers, fails) => {
          asked.push({ signal, answers, fails });
          signal.addEventListener('abort', () => fails(signal.reason as Error));
        });
      transport = new SocketIoTransport({ origin, reach, reachTimeoutMs: 50 });
    });
    afterEach(() => {
      for (const visitor of visitors) visitor.destroy();
      silent.close();
    });

    /** Its WebSocket is under way, and then nobody waits for it any more. */
    const isGivenUp = async (): Promise<void> => {
      const link = open();
      await once(silent, 'connection');
      link.close();
    };

    it('asks for anything at all after a link that was given up, again and again, and then opens the next', async () => {
      await isGivenUp();
      expect(asked).toEqual([]);
      const next = open();
      while (asked.length < 3) await once(asked.at(-1)?.signal as AbortSignal, 'abort').then(() => nextTurn());
      expect(visitors).toHaveLength(1);
      const visited = once(silent, 'connection');
      asked.at(-1)?.answers();
      await visited;
      next.close();
    });

    it('has failed where the question itself fails, as without a network', async () => {
      await isGivenUp();
      const next = toTheEnd(open());
      asked[0]?.fails(new TypeError('no network'));
      expect(await next).toEqual([{ kind: 'failed' }]);
      expect(visitors).toHaveLength(1);
    });

    it('asks no more once nobody waits', async () => {
      await isGivenUp();
      const next = open();
      next.close();
      expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
      await nextTurn();
      expect(asked).toHaveLength(1);
    });

    it('asks nothing where a connection that was warmed is let go', async () => {
      transport.warm();
      await once(silent, 'connection');
      transport.cool();
      const visited = once(silent, 'connection');
      open();
      await visited;
      expect(asked).toEqual([]);
    });
  });

  describe('where only polling works', () => {
    beforeEach(() => start(new SmallServer(['polling'])));

    it('falls back to it', async () => {
      await alive(open());
      expect((await server.opened()).transport.name).toBe('polling');
    });

    it('loses nothing that was said right before the server ended the link', async () => {
      const link = open();
      const events = toTheEnd(link);
      const socket = await server.socket();
      await alive(link);
      socket.emit('seat-taken', { by: 'another-page-of-22-sig' });
      socket.disconnect(true);
      expect(await events).toEqual([
        { kind: 'notice', notice: { event: 'seat-taken', payload: { by: 'another-page-of-22-sig' } } },
        { kind: 'closed' },
      ]);
    });

    it('is refused with what the server said', async () => {
      server.refuse(roomFull);
      expect(await firstValueFrom(open().events$)).toEqual({ kind: 'refused', refusal: roomFull });
    });
  });
});
