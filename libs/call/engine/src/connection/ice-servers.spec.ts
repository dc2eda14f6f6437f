import type { Ice } from '@holdfast/protocol';
import { VirtualTimeScheduler } from 'rxjs';
import { Scope } from '../scope';
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
  const freshUser = async () => {
    await servers.refresh();
    return servers.configuration.iceServers?.[0]?.username;
  };

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
    expect(await freshUser()).toBe('first');
    now = 40_001;
    expect(servers.isFresh).toBe(false);
    expect(await freshUser()).toBe('renewed');
    expect(asked).toBe(1);
  });

  it('asks once for all connections that need others at the same time', async () => {
    servers.keep(ice('first', 1_000));
    expect(await Promise.all([freshUser(), freshUser()])).toEqual(['renewed', 'renewed']);
    expect(asked).toBe(1);
    now = 3_600_000;
    await servers.refresh();
    expect(asked).toBe(2);
  });

  it('keeps those without an end for ever', async () => {
    servers.keep(ice('endless'));
    now = 1e12;
    await servers.refresh();
    expect(asked).toBe(0);
  });

  it('tries with those at hand where the server gives none', async () => {
    renewal = () => Promise.reject(new Error('no'));
    servers.keep(ice('first', 1_000));
    expect(await freshUser()).toBe('first');
  });

  describe('ahead of time', () => {
    let time: VirtualTimeScheduler;
    let scope: Scope;
    const passTo = async (ms: number) => {
      time.maxFrames = ms;
      time.flush();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    };

    beforeEach(() => {
      time = new VirtualTimeScheduler();
      scope = new Scope(time);
      servers = new IceServers(
        () => time.now(),
        () => {
          asked += 1;
          return renewal();
        },
      );
    });

    it.each([
      [3_600_000, 3_540_000],
      [90_000, 45_000],
      [15_000, 10_000],
    ])('renews what is good for %i ms after %i ms', async (ttl, due) => {
      servers.keep(ice('first', ttl));
      servers.keepFresh(scope);
      await passTo(due - 1);
      expect(asked).toBe(0);
      await passTo(due);
      expect(asked).toBe(1);
      expect(servers.configuration.iceServers?.[0]?.username).toBe('renewed');
    });

    it('goes on after a renewal that failed, calmly, and after one that did not', async () => {
      renewal = () => Promise.reject(new Error('no'));
      servers.keep(ice('first', 20_000));
      servers.keepFresh(scope);
      for (const at of [10_000, 20_000, 30_000]) await passTo(at);
      expect(asked).toBe(3);
      renewal = () => Promise.resolve(ice('renewed', 3_600_000));
      for (const at of [40_000, 100_000, 40_000 + 3_540_000]) await passTo(at);
      expect(asked).toBe(5);
    });

    it('ends with the scope, and asks nobody about those without an end', async () => {
      servers.keep(ice('endless'));
      servers.keepFresh(scope);
      expect(time.actions).toHaveLength(0);
      servers.keep(ice('first', 20_000));
      servers.keepFresh(scope);
      scope.end();
      await passTo(1e9);
      expect(asked).toBe(0);
    });
  });
});
