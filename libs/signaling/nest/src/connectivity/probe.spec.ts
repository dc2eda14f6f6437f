import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { TurnIceServers } from '../hooks/turn-ice-servers';
import { FakeTurnServer, type FakeTurnOptions } from '../testing/fake-turn-server';
import { probe, type Probed } from './probe';

const SECRET = 'the secret of both';
const RULES = { timeoutMs: 2_000 };
/** Long enough to see that nothing comes, short enough for a spec. */
const IMPATIENT = { timeoutMs: 60 };

/** A TURN URL with credentials as the module makes them. */
function turn(url: string, secret = SECRET, ttlMs = 60_000): Probed {
  const ice = new TurnIceServers({ turnUrls: [url], turnSecret: secret, ttlMs });
  const [server] = ice.iceServers({ room: null, participant: 'check', relayOnly: false }).iceServers;
  if (server === undefined) throw new Error('There are no credentials.');
  return { url, username: server.username, credential: server.credential };
}

describe('the probe of a STUN or TURN server', () => {
  const servers: FakeTurnServer[] = [];
  const running = async (started: Promise<FakeTurnServer>) => {
    servers.push(await started);
    return started;
  };
  const udp = (options?: FakeTurnOptions) => running(FakeTurnServer.udp(options));
  const tcp = (options?: FakeTurnOptions) => running(FakeTurnServer.tcp(options));
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  it('reaches a STUN server, and says how long that took', async () => {
    const { port } = await udp();
    const finding = await probe({ url: `stun:127.0.0.1:${port}` }, RULES);
    expect(finding).toEqual({ code: 'reachable', tookMs: expect.any(Number) });
  });

  it('sends a datagram again that was lost', async () => {
    const server = await udp({ loses: 2 });
    expect((await probe({ url: `stun:127.0.0.1:${server.port}` }, RULES)).code).toBe('reachable');
    expect(server.asked).toBe(3);
  });

  it.each(['udp', 'tcp'] as const)('gets a relay over %s and gives it back at once', async (transport) => {
    const server = await { udp, tcp }[transport]({ secret: SECRET });
    const url = `turn:127.0.0.1:${server.port}?transport=${transport}`;
    expect((await probe(turn(url), RULES)).code).toBe('reachable');
    expect(server.asked).toBe(3);
    expect(server.held).toBe(0);
  });

  it('finds that the secret is another, or that the credentials have run out', async () => {
    const { port } = await udp({ secret: SECRET });
    const url = `turn:127.0.0.1:${port}`;
    expect((await probe(turn(url, 'the secret of nobody'), RULES)).code).toBe('wrong-secret');
    expect((await probe(turn(url, SECRET, -5_000), RULES)).code).toBe('wrong-secret');
  });

  it('finds that anybody gets a relay, and gives back its own', async () => {
    const server = await udp();
    expect((await probe(turn(`turn:127.0.0.1:${server.port}`), RULES)).code).toBe('unprotected');
    expect(server.held).toBe(0);
  });

  it.each([
    [486, 'at-capacity'],
    [508, 'at-capacity'],
    [403, 'refused'],
    [442, 'refused'],
  ])('tells the error %i: %s', async (refuses, code) => {
    const { port } = await udp({ secret: SECRET, refuses });
    expect((await probe(turn(`turn:127.0.0.1:${port}`), RULES)).code).toBe(code);
  });

  it('takes a relay with a private address where the server has one too', async () => {
    const { port } = await udp({ secret: SECRET, relay: '10.0.0.5' });
    expect((await probe(turn(`turn:127.0.0.1:${port}`), RULES)).code).toBe('reachable');
  });

  it('does not trust an answer that somebody else has signed', async () => {
    const { port } = await udp({ secret: SECRET, forged: true });
    expect((await probe(turn(`turn:127.0.0.1:${port}`), RULES)).code).toBe('bad-answer');
  });

  it.each(['udp', 'tcp'] as const)('finds something else than STUN over %s', async (transport) => {
    const server = await { udp, tcp }[transport]({ says: 'HTTP/1.1 400 Bad Request\r\n\r\n' });
    const url = `turn:127.0.0.1:${server.port}?transport=${transport}`;
    expect((await probe(turn(url), RULES)).code).toBe('bad-answer');
  });

  it('finds that nothing comes back, and leaves nothing open', async () => {
    const [datagrams, stream] = [await udp({ loses: Infinity }), await tcp({ loses: Infinity })];
    expect(await probe({ url: `stun:127.0.0.1:${datagrams.port}` }, IMPATIENT)).toEqual({ code: 'not-answering' });
    const finding = await probe(turn(`turn:127.0.0.1:${stream.port}?transport=tcp`), IMPATIENT);
    expect(finding).toEqual({ code: 'not-answering' });
    while (stream.open > 0) await new Promise(setImmediate); // a connection that stays open is a spec that does not end
  });

  it('finds that nobody listens', async () => {
    const [closedUdp, closedTcp] = [await closedPort('udp'), await closedPort('tcp')];
    expect((await probe({ url: `stun:127.0.0.1:${closedUdp}` }, RULES)).code).toBe('connection-refused');
    const url = `turn:127.0.0.1:${closedTcp}?transport=tcp`;
    expect((await probe(turn(url), RULES)).code).toBe('connection-refused');
  });

  it('finds a name that nobody has', async () => {
    // a name that never exists (RFC 6761 section 6.4)
    expect((await probe({ url: 'stun:turn.invalid' }, RULES)).code).toBe('name-unknown');
  });

  it.each(['turns:127.0.0.1?transport=udp', 'turn:', 'https://127.0.0.1'])(
    'knows that no browser uses %s',
    async (url) => {
      expect(await probe({ url }, RULES)).toEqual({ code: 'unsupported' });
    },
  );

  describe('over TLS', () => {
    const certificate = async (name: string, days = 1) => {
      const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
        keyType: 'ec',
        notBeforeDate: new Date(Date.now() - 2 * 86_400_000),
        notAfterDate: new Date(Date.now() + days * 86_400_000),
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
      });
      return { cert, key };
    };
    const url = ({ port }: FakeTurnServer) => `turns:localhost:${port}?transport=tcp`;

    it('gets a relay where the certificate is for the name', async () => {
      const its = await certificate('localhost');
      const server = await running(FakeTurnServer.tls({ secret: SECRET }, its));
      expect((await probe(turn(url(server)), { ...RULES, ca: its.cert })).code).toBe('reachable');
      expect(server.held).toBe(0);
    });

    it.each([
      ['that nobody vouches for', 'localhost', 1, false],
      ['for another name', 'turn.example.org', 1, true],
      ['that has run out', 'localhost', -1, true],
    ])('finds a certificate %s', async (_what, name, days, trusted) => {
      const its = await certificate(name, days);
      const server = await running(FakeTurnServer.tls({ secret: SECRET }, its));
      const rules = trusted ? { ...RULES, ca: its.cert } : RULES;
      expect((await probe(turn(url(server)), rules)).code).toBe('bad-certificate');
    });

    it('finds a server that speaks none there', async () => {
      const server = createServer((socket) =>
        socket
          .resume()
          .on('error', () => undefined)
          .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      expect((await probe(turn(`turns:localhost:${port}`), RULES)).code).toBe('no-tls');
      await new Promise((resolve) => server.close(resolve));
    });
  });
});

/** A port on which nobody listens any more. */
async function closedPort(kind: 'udp' | 'tcp'): Promise<number> {
  const server = kind === 'udp' ? createSocket('udp4').bind(0, '127.0.0.1') : createServer().listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
