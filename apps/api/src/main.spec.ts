import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeWebBundle, PAGE } from './testing/web-bundle-fixture';
import { ServerProcess } from './testing/server-process';

const ANY_PORT = '--address=127.0.0.1:0';

jest.setTimeout(30_000); // a process takes its time to start on a busy machine

describe('the server as a process', () => {
  let folder: string;
  let running: ServerProcess[];
  const start = (args: string[], env?: Record<string, string>): ServerProcess => {
    const server = new ServerProcess([`--state-dir=${join(folder, 'state')}`, ...args], env);
    running.push(server);
    return server;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-main-'));
    running = [];
  });
  afterEach(async () => {
    for (const server of running) server.signal('SIGKILL');
    await Promise.all(running.map((server) => server.ended()));
    rmSync(folder, { recursive: true });
  });

  it('prints the link under which it serves page and API', async () => {
    const webRoot = makeWebBundle();
    const [link] = await start([ANY_PORT, `--web-root=${webRoot}`]).ready();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${link}/r/AAAAAAAAAAAAAAAAAAAAAA`)).text()).toBe(PAGE);
    expect(await (await fetch(`${link}/healthcheck`)).json()).toEqual({ status: 'ok' });
    rmSync(dirname(webRoot), { recursive: true });
  });

  it('runs without a web app, and says so in one line', async () => {
    const server = start([ANY_PORT, '--web-root=/nowhere']);
    const [link] = await server.ready();
    expect((await fetch(`${link}/`)).status).toBe(404);
    server.signal('SIGTERM');
    const { stdout } = await server.ended();
    expect(stdout.split('\n').filter((line) => line.includes('no web app in /nowhere'))).toHaveLength(1);
  });

  it('makes itself a secret at its first start and says so in one line; links that it makes are good after the next', async () => {
    const settings = [ANY_PORT, '--web-root=/nowhere', '--rooms=made'];
    const saying = async (server: ServerProcess) => {
      server.signal('SIGTERM');
      return (await server.ended()).stdout.split('\n').filter((line) => line.includes('secret'));
    };
    const first = start(settings);
    const [link] = await first.ready();
    const made = (await (await fetch(`${link}/api/rooms`, { method: 'POST' })).json()) as { room: string };
    expect(await saying(first)).toEqual([expect.stringMatching(/^Holdfast has made itself a secret, kept in .+state/)]);
    const second = start(settings);
    const [again] = await second.ready();
    expect(await (await fetch(`${again}/api/rooms/${made.room}`)).json()).toMatchObject({ exists: true, capacity: 2 });
    expect(await saying(second)).toEqual([]);
    const stranger = start(settings, { HOLDFAST_SECRET: 'another secret altogether' });
    const [elsewhere] = await stranger.ready();
    expect((await fetch(`${elsewhere}/api/rooms/${made.room}`)).status).toBe(404);
  });

  it('takes its address from the environment', async () => {
    const [link] = await start([], { HOLDFAST_ADDRESS: 'localhost:0' }).ready();
    expect((await fetch(`${link}/healthcheck`)).status).toBe(200);
  });

  it('prints every setting with --help, and ends', async () => {
    const { code, stdout } = await start(['--help']).ended();
    expect(code).toBe(0);
    expect(stdout).toContain('--address=…, HOLDFAST_ADDRESS');
  });

  it('does not start with a wrong configuration: one line for each fault, nothing else, exit code 2', async () => {
    const env = { HOLDFAST_TLS_CERT: '/nowhere/cert.pem', HOLDFAST_TLS_KEY: '/nowhere/key.pem', HOLDFAST_ROOM: 'made' };
    const ended = await start(['--address=:99999', '--grace=30'], env).ended();
    expect(ended).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: [
        'HOLDFAST_ROOM: there is no such setting; did you mean HOLDFAST_ROOMS?',
        '--address: ":99999" must have a port from 0 to 65535',
        'HOLDFAST_TLS_CERT: "/nowhere/cert.pem" cannot be read (ENOENT)',
        'HOLDFAST_TLS_KEY: "/nowhere/key.pem" cannot be read (ENOENT)',
        '--grace: "30" must be a time with its unit (ms, s, m or h), as in 30s',
        '',
      ].join('\n'),
    });
  });

  it('says in one line that its address is taken, exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) =>
      other.once('listening', () => resolve(other.address() as AddressInfo)),
    );
    const { code, stderr } = await start([`--address=127.0.0.1:${port}`]).ended();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `HOLDFAST_ADDRESS: cannot listen on 127.0.0.1:${port}: something else listens there already\n`,
    });
    other.close();
  });

  it('says in one line that an address is not one of this machine, exit code 1', async () => {
    const { code, stderr } = await start(['--address=192.0.2.1:0']).ended();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'HOLDFAST_ADDRESS: cannot listen on 192.0.2.1:0: this machine has no such address\n',
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s within 5 s with exit code 0, whoever is connected',
    async (signal) => {
      const server = start([ANY_PORT]);
      const [link = ''] = await server.ready();
      const agent = new Agent({ keepAlive: true });
      await answered(get(`${link}/healthcheck`, { agent })); // a connection that its owner keeps
      const halting = connect(Number(new URL(link).port), '127.0.0.1');
      halting.write('GET / HTTP/1.1\r\nHost: half'); // a request that never ends
      const socket = new WebSocket(`${link.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      await new Promise((resolve, reject) => {
        socket.onmessage = resolve; // the transport is open
        socket.onerror = reject;
      });

      const told = performance.now();
      server.signal(signal);
      const { code, signal: killedBy, stdout } = await server.ended();
      expect(stdout.match(/Stopping/g)).toHaveLength(1);
      expect({ code, killedBy }).toEqual({ code: 0, killedBy: null });
      expect(performance.now() - told).toBeLessThan(5_000);
      agent.destroy();
      halting.destroy();
    },
  );

  it('serves https with a certificate of its own, which it keeps', async () => {
    const server = start([ANY_PORT, '--tls=self-signed']);
    const [link = ''] = await server.ready();
    expect(link).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const response = await answered(getSecurely(`${link}/healthcheck`, { rejectUnauthorized: false }));
    expect(await text(response)).toBe('{"status":"ok"}');
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'state'))).toEqual(['secret', 'self-signed.pem']);
    server.signal('SIGTERM');
    expect(await server.ended()).toMatchObject({ code: 0 });
  });

  it('logs neither addresses nor headers, queries, bodies or rooms', async () => {
    const server = start([ANY_PORT, '--log-level=trace']);
    const [link] = await server.ready();
    await fetch(`${link}/api/rooms/SECRETROOMSECRETROOMSE?ticket=SECRET`, { headers: { Cookie: 'SECRET' } });
    await fetch(`${link}/api/rooms`, { method: 'POST', body: '{"capacity": "SECRET"' });
    server.signal('SIGTERM');
    const { stdout } = await server.ended();
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 'debug', req: { method: 'GET', path: '/api/rooms/:id' } }),
    );
    for (const line of lines) expect(line).not.toMatch(/SECRET|remoteAddress|headers|127\.0\.0\.1/);
  });
});

/** The answer to a request. */
function answered(request: ReturnType<typeof get>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) =>
    request
      .on('response', (response) => {
        response.pause();
        resolve(response);
      })
      .on('error', reject),
  );
}
