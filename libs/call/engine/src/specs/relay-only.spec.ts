import type { FakeHost } from '../testing';
import { Stage, TOO_SHORT_MS, type Person } from './stage';

describe('a person who is reached through a relay alone', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  const policies = ({ connections }: FakeHost) => connections.map(({ configured }) => configured.iceTransportPolicy);
  const told = (person: Person) =>
    person.signals.flatMap(({ candidates = [] }) =>
      candidates.map(({ candidate }) => / typ (\w+) /.exec(candidate)?.[1]),
    );
  const paths = () => [ana.peer.path, ben.peer.path];

  describe('who chose it before the call', () => {
    beforeEach(async () => {
      ana = stage.person('Ana');
      ben = stage.person('Ben');
      ben.call.relayOnly(true);
      await ana.joins();
      await ben.joins();
    });

    it('gathers, tells and uses nothing but relays', () => {
      expect(policies(ben.host)).toEqual(['relay']);
      expect(policies(ana.host)).toEqual(['all']);
      expect(new Set(told(ben))).toEqual(new Set(['relay', undefined]));
      expect(paths()).toEqual(['relayed', 'relayed']);
    });

    it('keeps to it in every later connection', async () => {
      ana.reloads();
      await stage.pass(300);
      ben.host.cut();
      await stage.pass(10_000);
      ben.host.heal();
      await stage.pass(3_000);
      expect(ben.host.connections.length).toBeGreaterThan(2);
      expect(new Set(policies(ben.host))).toEqual(new Set(['relay']));
      expect(told(ben)).not.toContain('host');
      expect(paths()).toEqual(['relayed', 'relayed']);
    });

    it('keeps to it in the next call of the page', async () => {
      await ben.leaves();
      await ben.joins();
      expect(policies(ben.host).at(-1)).toBe('relay');
      expect(paths()).toEqual(['relayed', 'relayed']);
    });
  });

  it('has an offer made ahead that tells nothing but relays, also in its description', async () => {
    ana = stage.person('Ana');
    ben = stage.person('Ben');
    ben.call.relayOnly(true);
    await ana.joins();
    await ben.looksAtLobby();
    // the browser wants another description, which has what was found so far
    ben.host.latest.dispatchEvent(new Event('negotiationneeded'));
    await ben.joins();
    const { offer } = stage.server.handshakes.at(-1) ?? {};
    expect(offer?.description.sdp).toContain(' typ relay');
    expect(offer?.candidates[0]?.candidate).toContain(' typ relay');
    expect(JSON.stringify(offer)).not.toContain(' typ host');
    // the address that the relay's server sees
    expect(JSON.stringify(offer)).toContain(' raddr 0.0.0.0 ');
    expect(JSON.stringify(offer)).not.toContain('203.0.113.');
    expect(paths()).toEqual(['relayed', 'relayed']);
  });

  describe('who chooses it in the call', () => {
    beforeEach(async () => {
      [ana, ben] = await stage.two();
      expect(paths()).toEqual(['direct', 'direct']);
    });

    it.each(['Ana', 'Ben'])(
      'has a new connection that never knew another address, and the call goes on meanwhile: %s',
      async (name) => {
        const chooser = name === 'Ana' ? ana : ben;
        const before = told(chooser).length;
        const [old] = chooser.host.connections;
        const { video } = chooser.peer;
        chooser.call.relayOnly(true);
        expect(old?.receives('video')).toBe(true);
        expect(chooser.peer.video).toBe(video);
        await stage.pass(200);
        expect(policies(chooser.host)).toEqual(['all', 'relay']);
        expect(chooser.host.open).toEqual([chooser.host.latest]);
        expect(chooser.host.latest.receives('video')).toBe(true);
        expect(new Set(told(chooser).slice(before))).toEqual(new Set(['relay', undefined]));
        expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
        expect(paths()).toEqual(['relayed', 'relayed']);
      },
    );

    it('does nothing where the choice is the same as before', async () => {
      ben.call.relayOnly(false);
      await stage.pass(200);
      expect(ben.host.connections).toHaveLength(1);
      ben.call.relayOnly(true);
      ben.call.relayOnly(true);
      await stage.pass(200);
      expect(ben.host.connections).toHaveLength(2);
    });

    it('goes back to a direct path when it is taken back', async () => {
      ben.call.relayOnly(true);
      await stage.pass(200);
      ben.call.relayOnly(false);
      await stage.pass(200);
      expect(paths()).toEqual(['direct', 'direct']);
      expect(ben.host.open).toHaveLength(1);
    });

    it('tells no address that the browser finds on the old connection', async () => {
      stage.server.stop();
      await stage.pass(10);
      ben.call.relayOnly(true);
      const before = told(ben).length;
      ben.host.latest.finds('host');
      await stage.pass(100);
      stage.server.start();
      await stage.pass(10_000);
      expect(told(ben).slice(before)).not.toContain('host');
    });

    it.each(['offers', 'answers'])(
      'tells none in a description that it %s on the old connection either',
      async (what) => {
        await stage.pass(500);
        stage.server.stop();
        await stage.pass(10);
        const { latest } = ben.host;
        const { channel } = latest;
        ben.call.relayOnly(true);
        latest.finds('host');
        const before = channel?.sent.length;
        // a browser may negotiate without an ICE restart: its description then has all that was ever found
        (what === 'offers' ? ben : ana).host.latest.dispatchEvent(new Event('negotiationneeded'));
        await stage.pass(300);
        expect(latest.localDescription?.sdp).toContain(' typ host');
        const said = channel?.sent.slice(before).join() ?? '';
        expect(said).toContain(`"type":"${what.slice(0, -1)}"`);
        expect(said).toContain(' typ relay');
        expect(said).not.toContain(' typ host');
      },
    );

    it('tells none that had not arrived before the choice', async () => {
      await stage.pass(500);
      stage.server.stop();
      ben.host.cut();
      await stage.pass(3_000);
      ben.host.latest.finds('host');
      await stage.pass(100);
      ben.call.relayOnly(true);
      const before = told(ben).length;
      stage.server.start();
      await stage.pass(10_000);
      expect(told(ben).slice(before)).not.toContain('host');
    });

    it('waits for the server where no signal gets through', async () => {
      stage.server.stop();
      await stage.pass(10);
      ben.call.relayOnly(true);
      await stage.pass(100);
      expect(policies(ben.host)).toEqual(['all']);
      stage.server.start();
      await stage.pass(10_000);
      expect(policies(ben.host)).toEqual(['all', 'relay']);
      expect(paths()).toEqual(['relayed', 'relayed']);
    });

    it('uses no other address either where the other side restarts ICE on the old connection', async () => {
      await stage.pass(500);
      stage.server.stop();
      await stage.pass(100);
      ben.call.relayOnly(true);
      ana.call.networkChanged();
      await stage.pass(300);
      expect(ana.host.latest.restarts).toBe(1);
      expect(ben.host.connections).toHaveLength(1);
      expect(policies(ben.host)).toEqual(['relay']);
    });

    it('waits for the proof of a link that is in doubt', async () => {
      stage.server.fallSilent();
      ben.call.networkChanged();
      await stage.pass(1_000);
      expect(ben.call.signaling$.value).toBe('lost');
      ben.call.relayOnly(true);
      stage.server.start();
      ana.media.mute(); // the server tells it, and so shows that it is there
      await stage.pass(500);
      expect(ben.transport.links.filter(({ state }) => state !== 'closed')).toHaveLength(1);
      expect(ben.transport.links.indexOf(ben.transport.latest)).toBe(1);
      expect(paths()).toEqual(['relayed', 'relayed']);
    });

    it('is not content with an ICE restart, after which a browser still uses the ports that it has', async () => {
      stage.server.stop();
      await stage.pass(10);
      ben.call.relayOnly(true);
      ben.host.move();
      await stage.pass(3_000);
      stage.server.start();
      await stage.pass(10_000);
      expect(ben.host.open.map(({ configured }) => configured.iceTransportPolicy)).toEqual(['relay']);
      expect(ben.host.latest.restarts).toBe(0);
      expect(paths()).toEqual(['relayed', 'relayed']);
    });

    it('renews credentials for it that would not last', async () => {
      stage.end();
      stage = new Stage({ server: { iceTtlMs: TOO_SHORT_MS } });
      [ana, ben] = await stage.two();
      const renewed = ben.transport.latest.sent('renew-ice').length;
      ben.call.relayOnly(true);
      await stage.pass(300);
      expect(ben.transport.latest.sent('renew-ice')).toHaveLength(renewed + 1);
      expect(paths()).toEqual(['relayed', 'relayed']);
    });
  });
});
