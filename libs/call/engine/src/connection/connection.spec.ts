import { asyncScheduler, interval } from 'rxjs';
import { Drops } from '../drops';
import { calmPatience } from '../policies/patience';
import { silentLog } from '../ports/log';
import { PULSE_MS } from '../ports/pulse';
import { Scope } from '../scope';
import { FakeNetwork, FakeOutgoingMedia, type FakePeerConnection } from '../testing';
import { FakeSender } from '../testing/fake-transceiver';
import { Connection, type IncomingSignal } from './connection';

/** One end of a connection whose signals are carried by hand. */
class End {
  readonly sent: IncomingSignal[] = [];
  readonly media = FakeOutgoingMedia.on();
  readonly drops = new Drops(silentLog);
  readonly scope = new Scope(asyncScheduler);
  readonly connection: Connection;
  readonly fake: FakePeerConnection;
  restarts = 0;
  /** Whether only relays may be told of, as the person behind this end has it. */
  relayOnly = false;
  /** What holds now. */
  configuration: RTCConfiguration = {};

  constructor(network: FakeNetwork, name: string, opening: 'offers' | 'answers') {
    const host = network.host(name);
    this.connection = new Connection(this.scope, {
      id: { earlier: 1, later: 1, generation: 1 },
      opening,
      polite: opening === 'answers',
      configuration: () => this.configuration,
      isRelayOnly: () => this.relayOnly,
      createConnection: host.createConnection,
      media: this.media,
      pulse$: interval(PULSE_MS),
      patience: calmPatience,
      messageBytes: () => 65_536,
      server: { post: (n, body) => Promise.resolve(this.sent.push({ n, ...body })), canSignal: () => true },
      drops: this.drops,
      log: silentLog,
    });
    this.fake = host.latest;
    this.connection.restarted$.subscribe(() => (this.restarts += 1));
  }

  /** Hands everything that was sent so far to the other end, at one moment. */
  deliverTo(other: End): void {
    for (const signal of this.sent.splice(0)) other.connection.receive(signal);
  }
}

describe('Connection', () => {
  let earlier: End;
  let later: End;
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(async () => {
    jest.useFakeTimers();
    const network = new FakeNetwork();
    earlier = new End(network, 'earlier', 'offers');
    later = new End(network, 'later', 'answers');
    await settle();
  });
  afterEach(() => {
    earlier.connection.close();
    later.connection.close();
    jest.useRealTimers();
  });

  const carryOn = async () => {
    for (let round = 0; round < 6; round++) {
      earlier.deliverTo(later);
      later.deliverTo(earlier);
      await settle(60);
    }
  };

  it('connects, whatever order its signals arrive in', async () => {
    await settle(60);
    for (const signal of earlier.sent.splice(0).reverse()) later.connection.receive(signal);
    await settle(60);
    for (const signal of later.sent.splice(0).reverse()) earlier.connection.receive(signal);
    await settle(60);
    await carryOn();
    expect([earlier.connection.contact$.value, later.connection.contact$.value]).toEqual(['alive', 'alive']);
    expect(earlier.drops.of('not-applicable') + later.drops.of('not-applicable')).toBe(0);
  });

  it('takes an offer that arrives together with the answer before it: it does not collide with an answered offer', async () => {
    await carryOn();
    earlier.connection.restartIce();
    await settle();
    earlier.deliverTo(later);
    await settle();
    later.connection.restartIce();
    await settle(60);
    const types = later.sent.map(({ description }) => description?.type).filter((type) => type !== undefined);
    expect(types).toEqual(['answer', 'offer']);
    later.deliverTo(earlier);
    await carryOn();
    expect(earlier.fake.signalingState).toBe('stable');
    expect(later.fake.signalingState).toBe('stable');
    expect(earlier.restarts).toBe(1);
    expect(earlier.fake.remoteFragment).toBe(later.fake.localFragment);
  });

  it('ends with one restart where both begin one at the same moment', async () => {
    await carryOn();
    earlier.connection.restartIce();
    later.connection.restartIce();
    await settle();
    await carryOn();
    expect(earlier.fake.signalingState).toBe('stable');
    expect(later.fake.signalingState).toBe('stable');
    expect(earlier.fake.remoteFragment).toBe(later.fake.localFragment);
    expect([earlier.restarts, later.restarts]).toEqual([0, 1]);
    expect(earlier.drops.of('not-applicable') + later.drops.of('not-applicable')).toBe(0);
  });

  it('takes each signal once', async () => {
    const [offer] = earlier.sent;
    if (offer === undefined) throw new Error('no offer');
    later.connection.receive(offer);
    later.connection.receive(offer);
    await settle();
    expect(later.drops.of('repeated')).toBe(1);
    expect(later.sent.filter(({ description }) => description)).toHaveLength(1);
  });

  it('sends nothing and applies nothing after it was closed, also in the middle of it', async () => {
    const [offer] = earlier.sent;
    if (offer === undefined) throw new Error('no offer');
    later.connection.receive(offer);
    await Promise.resolve();
    later.connection.close();
    await settle(1_000);
    expect(later.sent).toEqual([]);
    expect(later.fake.signalingState).toBe('closed');
    expect(later.fake.listeners).toBe(0);
    expect(later.media.audio$.observed || later.media.video$.observed).toBe(false);
  });

  it('asks the statistics again until they tell the path', async () => {
    const getStats = jest.spyOn(earlier.fake, 'getStats');
    getStats.mockResolvedValueOnce(new Map() as unknown as RTCStatsReport).mockRejectedValueOnce(new Error('not now'));
    await carryOn();
    expect(earlier.connection.path$.value).toBeNull();
    await settle(2_000);
    expect(earlier.connection.path$.value).toBe('direct');
    expect(getStats).toHaveBeenCalledTimes(3);
  });

  it('tells of a better path that the browser takes while it is connected', async () => {
    const pair = { id: 'P', type: 'candidate-pair', selected: true, localCandidateId: 'L', remoteCandidateId: 'R' };
    const ends = [
      { id: 'L', candidateType: 'relay' },
      { id: 'R', candidateType: 'host' },
    ];
    const relayed = new Map([pair, ...ends].map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
    jest.spyOn(earlier.fake, 'getStats').mockResolvedValueOnce(relayed);
    await carryOn();
    expect(earlier.connection.path$.value).toBe('relayed');
    earlier.fake.iceTransport.dispatchEvent(new Event('selectedcandidatepairchange'));
    await settle(100);
    expect(earlier.connection.path$.value).toBe('direct');
  });

  it('reads the path again once there is contact again, in a browser that tells of no other pair while it is connected', async () => {
    await carryOn();
    expect(earlier.connection.path$.value).toBe('direct');
    const dispatch = earlier.fake.dispatchEvent.bind(earlier.fake);
    earlier.fake.dispatchEvent = (event) => event.type === 'connectionstatechange' || dispatch(event);
    earlier.fake.host.cut();
    await settle(3_000);
    expect(earlier.connection.contact$.value).toBe('lost');
    const relayed = [
      { id: 'P', type: 'candidate-pair', selected: true, localCandidateId: 'L', remoteCandidateId: 'R' },
      { id: 'L', candidateType: 'relay' },
      { id: 'R', candidateType: 'host' },
    ];
    const report = new Map(relayed.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
    jest.spyOn(earlier.fake, 'getStats').mockResolvedValue(report);
    earlier.fake.host.heal();
    await settle(500);
    expect([earlier.connection.contact$.value, earlier.connection.path$.value]).toEqual(['alive', 'relayed']);
  });

  it('restarts ICE with the servers it has where the new ones cannot be read', async () => {
    await carryOn();
    jest.spyOn(earlier.fake, 'setConfiguration').mockImplementation(() => {
      throw new DOMException('no such scheme', 'SyntaxError');
    });
    earlier.configuration = { iceServers: [{ urls: 'made-up' }] };
    earlier.connection.restartIce();
    await settle();
    await carryOn();
    expect(later.restarts).toBe(1);
  });

  it('lets the next TURN server go first at each restart, at both ends', async () => {
    await carryOn();
    const turn = (name: string): RTCIceServer => ({ urls: `turn:${name}`, username: 'U', credential: 'C' });
    const configurations = [earlier, later].map(({ fake }) => jest.spyOn(fake, 'setConfiguration'));
    earlier.configuration = { iceServers: [turn('a'), turn('b')] };
    later.configuration = { iceServers: [turn('c'), turn('d')] };
    earlier.connection.restartIce();
    await settle();
    await carryOn();
    expect(configurations.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    expect(configurations[0]).toHaveBeenLastCalledWith({ iceServers: [turn('b'), turn('a')] });
    // who answers takes what holds now, not what the connection was made with
    expect(configurations[1]).toHaveBeenLastCalledWith({ iceServers: [turn('d'), turn('c')] });
    expect(later.restarts).toBe(1);
  });

  it('moves on by one, at both ends, where two restarts meet', async () => {
    await carryOn();
    const turn = (name: string): RTCIceServer => ({ urls: `turn:${name}`, username: 'U', credential: 'C' });
    const configurations = [earlier, later].map(({ fake }) => jest.spyOn(fake, 'setConfiguration'));
    earlier.configuration = later.configuration = { iceServers: [turn('a'), turn('b')] };
    earlier.connection.restartIce();
    later.connection.restartIce();
    await settle();
    await carryOn();
    for (const configuration of configurations)
      for (const [{ iceServers }] of configuration.mock.calls as [RTCConfiguration][])
        expect(iceServers).toEqual([turn('b'), turn('a')]);
  });

  it('sends no pictures while they reach nobody', async () => {
    const isSending = () => earlier.fake.getTransceivers()[1]?.sender.isActive;
    await carryOn();
    expect(isSending()).toBe(true);
    earlier.fake.host.cut();
    await settle(3_000);
    expect(isSending()).toBe(false);
    earlier.fake.host.heal();
    await settle(300);
    expect(isSending()).toBe(true);
  });

  it('sends pictures of the whole size in the end, also where the first attempt to connect has failed', async () => {
    jest.spyOn(earlier.fake, 'connectionState', 'get').mockReturnValueOnce('failed');
    earlier.fake.dispatchEvent(new Event('connectionstatechange'));
    expect(earlier.connection.contact$.value).toBe('failed');
    await carryOn();
    expect(earlier.connection.contact$.value).toBe('alive');
    const scales = () => earlier.fake.getTransceivers()[1]?.sender.scales.at(-1);
    expect(scales()).toBe(4);
    await settle(1_000);
    expect(scales()).toBe(1);
  });

  it('sends pictures again also where the browser would not be asked about them for a moment', async () => {
    const sender = () => earlier.fake.getTransceivers()[1]?.sender as FakeSender;
    await carryOn();
    jest.spyOn(sender(), 'getParameters').mockImplementationOnce(() => {
      throw new DOMException('', 'InvalidStateError');
    });
    await settle(2_000);
    earlier.fake.host.cut();
    await settle(3_000);
    expect(sender().isActive).toBe(false);
    earlier.fake.host.heal();
    await settle(300);
    expect(sender().isActive).toBe(true);
  });

  it('sends them again also where the browser refuses that at first', async () => {
    await carryOn();
    const { sender } = earlier.fake.getTransceivers()[1] as { sender: FakeSender };
    earlier.fake.host.cut();
    await settle(3_000);
    const refusal = new DOMException('', 'InvalidStateError');
    jest.spyOn(sender, 'setParameters').mockRejectedValueOnce(refusal).mockRejectedValueOnce(refusal);
    earlier.fake.host.heal();
    await settle(300);
    expect(sender.isActive).toBe(false);
    await settle(500);
    expect(sender.isActive).toBe(true);
  });

  describe('asks for a whole picture', () => {
    const keyFrames = ({ fake }: End) => fake.getTransceivers()[1]?.sender.keyFrames;
    const lose = async () => {
      await carryOn();
      earlier.fake.host.cut();
      await settle(3_000);
      expect(earlier.connection.contact$.value).toBe('lost');
      expect(keyFrames(earlier)).toBe(0);
    };

    it('as soon as there is contact again', async () => {
      await lose();
      earlier.fake.host.heal();
      await settle(260);
      expect(earlier.connection.contact$.value).toBe('alive');
      expect(keyFrames(earlier)).toBe(1);
      await settle(10_000);
      expect(keyFrames(earlier)).toBe(1);
    });

    it('as soon as the browser has found another way', async () => {
      await lose();
      earlier.fake.iceTransport.dispatchEvent(new Event('selectedcandidatepairchange'));
      await settle();
      expect(keyFrames(earlier)).toBe(1);
    });

    it('of nobody who sends no picture, and minds no browser that refuses', async () => {
      later.media.turnOffCamera();
      jest.spyOn(FakeSender.prototype, 'setParameters').mockRejectedValue(new DOMException('', 'InvalidStateError'));
      await lose();
      earlier.fake.host.heal();
      await settle(300);
      expect([earlier, later].map(({ connection }) => connection.contact$.value)).toEqual(['alive', 'alive']);
      expect(keyFrames(later)).toBe(0);
      jest.restoreAllMocks();
    });
  });
});
