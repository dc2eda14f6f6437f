import { FakeCheckConnection, type FakeWays } from '../testing/fake-check-connection';
import { echoThroughRelay, gatherWith } from './browser-check';

const STUN = { url: 'stun:stun.example.org', kind: 'stun' } as const;
const TURN = { url: 'turn:turn.example.org', kind: 'turn' } as const;
const ICE_SERVERS = [
  { urls: [STUN.url] },
  { urls: ['turn:other.example.org', TURN.url], username: 'user', credential: 'pass' },
];

describe('the check of this browser', () => {
  beforeEach(() => (FakeCheckConnection.made = []));
  afterEach(() => {
    expect(FakeCheckConnection.made.every(({ isClosed }) => isClosed)).toBe(true);
    jest.useRealTimers();
  });

  const browser = (ways: Partial<FakeWays>) => (configuration: RTCConfiguration) =>
    new FakeCheckConnection({ answering: new Set(), ...ways }, configuration).asPort;
  const answering = (...urls: string[]) => ({ answering: new Set(urls) });

  it('tries a TURN server alone, with its credentials and through a relay only', async () => {
    expect(await gatherWith(browser(answering(TURN.url)), TURN, ICE_SERVERS)).toBe('works');
    expect(FakeCheckConnection.made.map(({ configuration }) => configuration)).toEqual([
      { iceServers: [{ urls: TURN.url, username: 'user', credential: 'pass' }], iceTransportPolicy: 'relay' },
    ]);
  });

  it('tries a STUN server alone', async () => {
    expect(await gatherWith(browser(answering(STUN.url)), STUN, ICE_SERVERS)).toBe('works');
    expect(FakeCheckConnection.made[0]?.configuration).toEqual({
      iceServers: [{ urls: STUN.url }],
      iceTransportPolicy: 'all',
    });
  });

  it('takes a STUN server that shows the address one has anyway for one that works', async () => {
    expect(await gatherWith(browser({ mirroring: new Set([STUN.url]) }), STUN, ICE_SERVERS)).toBe('works');
  });

  it.each([STUN, TURN])('finds that $url does not answer', async (server) => {
    expect(await gatherWith(browser({}), server, ICE_SERVERS)).toBe('fails');
  });

  it('does not wait for ever', async () => {
    jest.useFakeTimers();
    class Silent extends FakeCheckConnection {
      override async setLocalDescription(): Promise<void> {
        await new Promise(() => undefined);
      }
    }
    const found = gatherWith((configuration) => new Silent(answering(), configuration).asPort, STUN, ICE_SERVERS);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await found).toBe('fails');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('counts a URL that the browser refuses as one that fails', async () => {
    const refusing = () => {
      throw new DOMException('no such scheme', 'SyntaxError');
    };
    expect(await gatherWith(refusing, TURN, ICE_SERVERS)).toBe('fails');
  });

  it('hears its own word come back through the relay', async () => {
    const ms = await echoThroughRelay(browser({ ...answering(TURN.url), relays: true }), ICE_SERVERS);
    expect(ms).toBeGreaterThanOrEqual(1);
    expect(FakeCheckConnection.made).toHaveLength(2);
    expect(FakeCheckConnection.made.map(({ configuration }) => configuration.iceTransportPolicy)).toEqual([
      'relay',
      'relay',
    ]);
  });

  it('says when nothing comes back', async () => {
    jest.useFakeTimers();
    const echo = echoThroughRelay(browser(answering(TURN.url)), ICE_SERVERS);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await echo).toBeNull();
    expect(jest.getTimerCount()).toBe(0);
  });
});
