import { RequestError, type Link, type LinkEvent } from '@holdfast/call-engine';
import { createServer, type AddressInfo } from 'node:net';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { SocketIoTransport } from './socket-io-transport';
import { handshakeOf } from './testing/handshake';
import { roomFull, SmallServer } from './testing/small-server';

describe('SocketIoLink', () => {
  let server: SmallServer;
  let link: Link;

  beforeEach(async () => {
    server = await new SmallServer().listen();
  });

  afterEach(async () => {
    link.close();
    await server.stop();
  });

  const open = (name = 'Ana'): Link => {
    link = new SocketIoTransport({ origin: server.origin }).open(() => handshakeOf(name));
    return link;
  };
  const toTheEnd = (of: Link): Promise<LinkEvent[]> => lastValueFrom(of.events$.pipe(toArray()));

  it('brings everything the server says, in order, also what came before the first subscription', async () => {
    server.greet((socket) => {
      for (let i = 0; i < 50; i++) socket.emit('peer-away', { id: `seat-${i}` });
    });
    open();
    // the answer to a request is behind everything that the server said before it
    const socket = await server.socket();
    socket.on('echo', (_payload, ack) => ack({}));
    await link.request('echo', {}, 5_000);
    const events = await firstValueFrom(link.events$.pipe(take(50), toArray()));
    expect(events).toEqual(
      Array.from({ length: 50 }, (_, i) => ({
        kind: 'notice',
        notice: { event: 'peer-away', payload: { id: `seat-${i}` } },
      })),
    );
  });

  it('hands a question of the server over and carries the answer back', async () => {
    open();
    const socket = await server.socket();
    const answered = new Promise((answer) => socket.emit('still-there', { seat: 'theirs' }, answer));
    const asked = await firstValueFrom(link.events$);
    expect(asked).toMatchObject({ kind: 'asked', event: 'still-there', payload: { seat: 'theirs' } });
    if (asked.kind === 'asked') asked.answer({ receiving: true });
    expect(await answered).toEqual({ receiving: true });
  });

  it('ends as refused with what the server said', async () => {
    server.refuse(roomFull);
    expect(await toTheEnd(open())).toEqual([{ kind: 'refused', refusal: roomFull }]);
    await server.empty();
  });

  it('ends as failed where nobody listens', async () => {
    const { origin } = server;
    await server.stop();
    link = new SocketIoTransport({ origin }).open(() => handshakeOf('Ana'));
    expect(await toTheEnd(link)).toEqual([{ kind: 'failed' }]);
  });

  it('ends as failed where the connection breaks before the handshake is answered', async () => {
    server.onHandshake((connection) => connection.close(true));
    expect(await toTheEnd(open())).toEqual([{ kind: 'failed' }]);
  });

  it('ends as failed where the connection cannot be made in time', async () => {
    const silent = createServer();
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as AddressInfo;
    const transport = new SocketIoTransport({ origin: `http://127.0.0.1:${port}`, connectTimeoutMs: 50 });
    link = transport.open(() => handshakeOf('Ana'));
    expect(await toTheEnd(link)).toEqual([{ kind: 'failed' }]);
    silent.close();
  });

  it('ends as closed where the connection breaks afterwards', async () => {
    const events = toTheEnd(open());
    (await server.socket()).conn.close(true);
    expect(await events).toEqual([{ kind: 'closed' }]);
  });

  it('ends as closed where the server ends it, after what it said last', async () => {
    const events = toTheEnd(open());
    const socket = await server.socket();
    socket.emit('seat-taken', { by: 'another-page-of-22-sig' });
    socket.disconnect(true);
    expect(await events).toEqual([
      { kind: 'notice', notice: { event: 'seat-taken', payload: { by: 'another-page-of-22-sig' } } },
      { kind: 'closed' },
    ]);
  });

  it('completes without an event when it is closed here, and the server knows at once', async () => {
    const events = toTheEnd(open());
    const socket = await server.socket();
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await answeredOnce(socket);
    link.close();
    expect(await events).toEqual([]);
    await gone;
    await server.empty();
  });

  it('brings what was said last to the server, also when it is closed right behind it', async () => {
    open();
    const socket = await server.socket();
    await answeredOnce(socket);
    const heard: string[] = [];
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.onAny((event: string) => heard.push(event));
    const unanswered = [link.request('echo', {}, 5_000), link.request('closing', {}, 5_000)];
    link.close();
    for (const request of unanswered) await expect(request).rejects.toMatchObject({ code: 'closed' });
    await gone;
    expect(heard).toEqual(['echo', 'closing']);
  });

  it('never asks for the handshake when it is closed while the connection is made', async () => {
    const auth = jest.fn(() => handshakeOf('Ana'));
    link = new SocketIoTransport({ origin: server.origin }).open(auth);
    const events = toTheEnd(link);
    link.close();
    expect(await events).toEqual([]);
    await server.empty();
    expect(auth).not.toHaveBeenCalled();
  });

  describe('request', () => {
    it('resolves with the reply', async () => {
      open();
      const socket = await server.socket();
      socket.on('renew-ice', (_payload, ack) => ack({ iceServers: [{ urls: ['stun:stun.example'] }] }));
      expect(await link.request('renew-ice', {}, 5_000)).toEqual({ iceServers: [{ urls: ['stun:stun.example'] }] });
    });

    it('carries the payload', async () => {
      open();
      const socket = await server.socket();
      const presence = { version: 3, microphone: 'off', camera: 'none' } as const;
      const updated = new Promise((seen) =>
        socket.on('update', (payload, ack) => {
          seen(payload);
          ack({});
        }),
      );
      await link.request('update', { presence }, 5_000);
      expect(await updated).toEqual({ presence });
    });

    it('rejects with the code of a typed error', async () => {
      open();
      const socket = await server.socket();
      const error = { code: 'seat-gone', status: 410, message: 'this seat is gone' } as const;
      socket.on('leave', (_payload, ack) => ack({ error }));
      await expect(link.request('leave', {}, 5_000)).rejects.toMatchObject({ code: 'seat-gone', cause: error });
    });

    it('rejects when no ack comes in time', async () => {
      open();
      await server.socket();
      await expect(link.request('echo', {}, 20)).rejects.toMatchObject({ code: 'timeout' });
    });

    it('goes out behind the handshake when it is made before', async () => {
      server.greet((socket) => socket.on('leave', (_payload, ack) => ack({})));
      expect(await open().request('leave', {}, 5_000)).toEqual({});
    });

    it.each(['before the handshake is answered', 'afterwards'])('rejects when the link breaks %s', async (when) => {
      if (when === 'afterwards') server.greet((socket) => socket.on('echo', () => socket.conn.close(true)));
      else server.onHandshake((connection) => connection.close(true));
      await expect(open().request('echo', {}, 5_000)).rejects.toMatchObject({ code: 'closed' });
    });

    it('rejects when the link is closed here, and at once when it was closed before', async () => {
      const waiting = open().request('echo', {}, 5_000);
      link.close();
      await expect(waiting).rejects.toMatchObject({ code: 'closed' });
      await expect(link.request('echo', {}, 5_000)).rejects.toBeInstanceOf(RequestError);
    });

    it('is not answered twice by an ack that comes after the time ran out', async () => {
      open();
      const socket = await server.socket();
      const late = new Promise<() => void>((held) => socket.on('echo', (_payload, ack) => held(() => ack({}))));
      await expect(link.request('echo', {}, 20)).rejects.toMatchObject({ code: 'timeout' });
      (await late)();
      await answeredOnce(socket);
    });
  });

  /** Goes once to the server and back, so that all before it has arrived. */
  async function answeredOnce(socket: Awaited<ReturnType<SmallServer['socket']>>): Promise<void> {
    socket.on('renew-ice', (_payload, ack) => ack({ iceServers: [] }));
    await link.request('renew-ice', {}, 5_000);
  }
});
