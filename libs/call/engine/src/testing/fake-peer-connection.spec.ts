import { FakeNetwork } from './fake-network';
import type { FakePeerConnection } from './fake-peer-connection';

describe('FakePeerConnection', () => {
  let network: FakeNetwork;
  let ana: FakePeerConnection;
  let ben: FakePeerConnection;

  const make = (name: string, configuration: RTCConfiguration = {}) => {
    const host = network.host(name);
    host.createConnection(configuration);
    return host.latest;
  };
  const trickle = (from: FakePeerConnection, to: FakePeerConnection) =>
    from.addEventListener('icecandidate', (event) => {
      const { candidate } = event as RTCPeerConnectionIceEvent;
      if (candidate !== null && to.remoteFragment !== null) void to.addIceCandidate(candidate.toJSON());
    });
  const exchange = async (offerer = ana, answerer = ben) => {
    await offerer.setLocalDescription();
    await answerer.setRemoteDescription(offerer.localDescription as RTCSessionDescriptionInit);
    for (const transceiver of answerer.getTransceivers()) transceiver.direction = 'sendrecv';
    await answerer.setLocalDescription();
    await offerer.setRemoteDescription(answerer.localDescription as RTCSessionDescriptionInit);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    network = new FakeNetwork();
    ana = make('ana');
    ben = make('ben');
    trickle(ana, ben);
    trickle(ben, ana);
    ana.addTransceiver('audio');
  });
  afterEach(() => {
    ana.close();
    ben.close();
    jest.useRealTimers();
  });

  it('connects with the one whose descriptions it has exchanged, and tells the path', async () => {
    await exchange();
    expect(ana.connectionState).toBe('connecting');
    await jest.advanceTimersByTimeAsync(100);
    expect([ana.connectionState, ben.connectionState]).toEqual(['connected', 'connected']);
    const types = [...(await ana.getStats()).values()].map(({ type }) => type as string);
    expect(types).toContain('candidate-pair');
  });

  it('does not connect without a candidate', async () => {
    ana = make('ana');
    ben = make('ben');
    ana.addTransceiver('audio');
    await exchange();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ana.connectionState).toBe('connecting');
  });

  it('is disconnected and then failed when the path dies; only a restart heals what failed', async () => {
    await exchange();
    await jest.advanceTimersByTimeAsync(100);
    network.host('ben').cut();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(ana.connectionState).toBe('disconnected');
    await jest.advanceTimersByTimeAsync(10_000);
    expect([ana.connectionState, ana.iceConnectionState]).toEqual(['failed', 'disconnected']);
    network.host('ben').heal();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ana.connectionState).toBe('failed');
    ana.restartIce();
    await exchange();
    await jest.advanceTimersByTimeAsync(100);
    expect([ana.connectionState, ben.connectionState]).toEqual(['connected', 'connected']);
  });

  it('heals by itself while it is disconnected, but not to another address', async () => {
    await exchange();
    await jest.advanceTimersByTimeAsync(100);
    network.host('ben').cut();
    await jest.advanceTimersByTimeAsync(3_000);
    network.host('ben').heal();
    expect(ana.connectionState).toBe('connected');
    network.host('ben').move();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ana.connectionState).toBe('failed');
  });

  it('asks for a negotiation once, in stable alone', async () => {
    let needed = 0;
    ana.addEventListener('negotiationneeded', () => {
      expect(ana.signalingState).toBe('stable');
      needed += 1;
    });
    ana.addTransceiver('video');
    ana.createDataChannel('data', { negotiated: true, id: 0 });
    await Promise.resolve();
    await exchange();
    await jest.advanceTimersByTimeAsync(100);
    expect(needed).toBe(1);
    ana.restartIce();
    await Promise.resolve();
    expect(needed).toBe(2);
  });

  describe('fails as a browser does', () => {
    const named = (name: string) => expect.objectContaining({ name });

    it('at an answer in stable', async () => {
      await exchange();
      const answer = ben.localDescription as RTCSessionDescriptionInit;
      await expect(ana.setRemoteDescription(answer)).rejects.toEqual(named('InvalidStateError'));
    });

    it('at an answer that changes a DTLS role, and at each description after it', async () => {
      await exchange();
      await expect(exchange(ben, ana)).rejects.toEqual(named('InvalidAccessError'));
      await ana.setLocalDescription();
      const offer = ana.localDescription as RTCSessionDescriptionInit;
      await expect(ben.setRemoteDescription(offer)).rejects.toEqual(named('OperationError'));
    });

    it('at an answer to another offer', async () => {
      await exchange();
      const answer = ben.localDescription as RTCSessionDescriptionInit;
      await ana.setLocalDescription();
      await expect(ana.setRemoteDescription(answer)).rejects.toEqual(named('InvalidAccessError'));
    });

    it('at a candidate before a description, and at one of an unknown fragment', async () => {
      await expect(ana.addIceCandidate({ candidate: '' })).rejects.toEqual(named('InvalidStateError'));
      await exchange();
      const unknown = { candidate: '', usernameFragment: 'unknown' };
      await expect(ana.addIceCandidate(unknown)).rejects.toEqual(named('OperationError'));
    });

    it('at anything after close', async () => {
      ana.close();
      expect(() => ana.addTransceiver('video')).toThrow(DOMException);
      expect(() => ana.setConfiguration({})).toThrow(DOMException);
      await expect(ana.setLocalDescription()).rejects.toEqual(named('InvalidStateError'));
      await expect(ana.getTransceivers()[0]?.sender.replaceTrack(null)).rejects.toEqual(named('InvalidStateError'));
    });

    it('at a track of the other kind', async () => {
      const [audio] = ana.getTransceivers();
      const { track } = ana.addTransceiver('video').receiver;
      await expect(audio?.sender.replaceTrack(track)).rejects.toBeInstanceOf(TypeError);
    });
  });
});
