import type { Ice } from '@holdfast/protocol';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('renew-ice', () => {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => lines.push(parts.join(' '));
  const logger = { log: write, warn: write, error: write, debug: write, verbose: write, fatal: write };
  const internal = { error: { code: 'internal', status: 500, message: expect.any(String) } };
  let server: RunningServer;
  let client: TestClient;

  const joinWith = async (iceServers: () => Ice | Promise<Ice>) => {
    lines.length = 0;
    const options = { iceServers: { iceServers }, reservationMs: 100 };
    server = await RunningServer.start(options, { bind: (app) => app.useLogger(logger) });
    client = await TestClient.join(server.url, handshakeFor(freshRoom()));
  };
  afterEach(async () => {
    client.cut();
    await server.stop();
  });

  it.each<[string, () => Ice | Promise<Ice>]>([
    ['throws', () => fail()],
    ['rejects', async () => fail()],
  ])('has the name alone in the log of what a hook %s', async (_what, iceServers) => {
    await joinWith(iceServers);
    expect(await client.request('renew-ice', {})).toEqual(internal);
    const log = lines.join('\n');
    expect(log).toContain('(RangeError)');
    expect(log).not.toContain('secret');
    expect(log).not.toContain('.spec.'); // nor a stack, which begins with the message
  });

  it('is answered where the hook is not, as soon as a join would not wait any longer', async () => {
    await joinWith(() => new Promise<never>(() => undefined));
    expect(await client.request('renew-ice', {})).toEqual(internal);
    expect(await client.request('echo', {})).toEqual({});
  });
});

function fail(): never {
  throw new RangeError('GET https://user:secret@turn.example.org: 503');
}
