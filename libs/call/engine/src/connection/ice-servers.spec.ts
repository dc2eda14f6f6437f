import type { Ice } from '@holdfast/protocol';
import { IceServers } from './ice-servers';

describe('IceServers', () => {
  let now: number;
  let renewal: () => Promise<Ice>;
  let asked: number;
  let servers: IceServers;
  const ice = (username: string, iceTtlMs?: number): Ice => ({
    iceServers: [{ urls: ['turn:turn.example'], username, credential: 'secret' }],
    ...(iceTtlMs === undefined ? {} : { iceTtlMs }),
  });
  const user = (configuration: RTCConfiguration) => configuration.iceServers?.[0]?.username;

  beforeEach(() => {
    now = 0;
    asked = 0;
    renewal = () => Promise.resolve(ice('renewed', 3_600_000));
    servers = new IceServers(
      () => now,
      () => {
        asked += 1;
        return renewal();
      },
    );
  });

  it('has no server before the room has told, and bundles', () => {
    expect(servers.configuration).toEqual({ iceServers: [], bundlePolicy: 'max-bundle', iceTransportPolicy: 'all' });
  });

  it('allows only relays where the room wants it', () => {
    servers.allowOnlyRelays(true);
    expect(servers.configuration.iceTransportPolicy).toBe('relay');
    servers.allowOnlyRelays(false);
    expect(servers.configuration.iceTransportPolicy).toBe('all');
  });

  it('allows only relays where the person wants it, whatever the room allows', () => {
    servers.chooseOnlyRelays(true);
    servers.allowOnlyRelays(false);
    expect(servers.configuration.iceTransportPolicy).toBe('relay');
    servers.chooseOnlyRelays(false);
    servers.allowOnlyRelays(true);
    expect(servers.configuration.iceTransportPolicy).toBe('relay');
  });

  it('asks no STUN server for an address that is not to be used', () => {
    const turn = { urls: ['turn:t', 'TURNS:t'], username: 'u', credential: 'c' };
    servers.keep({ iceServers: [{ urls: ['stun:s'] }, { ...turn, urls: ['stun:t', ...turn.urls] }] });
    servers.chooseOnlyRelays(true);
    expect(servers.configuration.iceServers).toEqual([turn]);
    servers.chooseOnlyRelays(false);
    expect(servers.configuration.iceServers).toHaveLength(2);
  });

  it('knows whether there is a relay at all', () => {
    const known: (boolean | null)[] = [];
    servers.hasRelay$.subscribe((has) => known.push(has));
    servers.keep({ iceServers: [{ urls: ['stun:s'] }] });
    servers.keep(ice('first'));
    servers.keep(ice('second'));
    servers.keep({ iceServers: [] });
    expect(known).toEqual([null, false, true, false]);
  });

  it('asks for others only where those at hand are good for less than 60 s', async () => {
    servers.keep(ice('first', 100_000));
    now = 40_000;
    expect(user(await servers.freshConfiguration())).toBe('first');
    now = 40_001;
    expect(servers.isFresh).toBe(false);
    expect(user(await servers.freshConfiguration())).toBe('renewed');
    expect(asked).toBe(1);
  });

  it('asks once for all connections that need others at the same time', async () => {
    servers.keep(ice('first', 1_000));
    const both = await Promise.all([servers.freshConfiguration(), servers.freshConfiguration()]);
    expect(both.map(user)).toEqual(['renewed', 'renewed']);
    expect(asked).toBe(1);
    now = 3_600_000;
    await servers.freshConfiguration();
    expect(asked).toBe(2);
  });

  it('keeps those without an end for ever', async () => {
    servers.keep(ice('endless'));
    now = 1e12;
    await servers.freshConfiguration();
    expect(asked).toBe(0);
  });

  it('tries with those at hand where the server gives none', async () => {
    renewal = () => Promise.reject(new Error('no'));
    servers.keep(ice('first', 1_000));
    expect(user(await servers.freshConfiguration())).toBe('first');
  });
});
