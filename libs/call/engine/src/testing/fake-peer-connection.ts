import type { PeerConnectionPort } from '../ports/peer-connection';
import { FakeDataChannel } from './fake-data-channel';
import { FakeIce, readCandidate, writeCandidate, type FakeCandidate } from './fake-ice';
import type { FakeHost } from './fake-network';
import { readDescription, writeDescription, type FakeDescription, type FakeSection } from './fake-session-description';
import { FakeTransceiver } from './fake-transceiver';

const invalidState = (message: string) => new DOMException(message, 'InvalidStateError');

/**
 * An `RTCPeerConnection` without media: the real signaling state machine with implicit rollback, an operations chain,
 * `negotiationneeded`, transceivers, candidates and ICE restarts (W3C WebRTC sections 4.4 and 4.7). It connects to another one when
 * descriptions and candidates were exchanged and the network lets them. What is called in the wrong order fails as in a browser.
 */
export class FakePeerConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  iceGatheringState: RTCIceGatheringState = 'new';
  /** What the other end told of its addresses. */
  readonly candidates: FakeCandidate[] = [];
  /** The address of the host when candidates were gathered last. */
  gatheredAt: string | null = null;
  /** How many listeners there are now. */
  listeners = 0;
  /** How many ICE restarts were asked for here. */
  restarts = 0;
  /** How many offers were made here. */
  offers = 0;

  /** What all that is sent and received goes through. */
  readonly iceTransport = new EventTarget();
  private readonly ice = new FakeIce(this, () => {
    this.emit('connectionstatechange');
    this.emit('iceconnectionstatechange');
    this.openChannel();
    this.ice.path?.other.openChannel();
  });
  private readonly transceivers: FakeTransceiver[] = [];
  private dataChannel: FakeDataChannel | null = null;
  private bytesReceived = 0;
  private local: { current: FakeDescription | null; pending: FakeDescription | null } = {
    current: null,
    pending: null,
  };
  private remote: { current: FakeDescription | null; pending: FakeDescription | null } = {
    current: null,
    pending: null,
  };
  private restartWanted = false;
  private needFlag = false;
  private chain: Promise<unknown> = Promise.resolve();
  private chained = 0;
  private gathered: string | null = null;

  constructor(
    readonly host: FakeHost,
    private configuration: RTCConfiguration,
  ) {
    super();
    const urls = configuration.iceServers?.flatMap((server) => server.urls) ?? [];
    if (!urls.every((url) => /^(stun|turn)s?:/.test(url))) throw new DOMException('no such scheme', 'SyntaxError');
  }

  /** The connection in the type of the port. */
  get asPort(): PeerConnectionPort {
    return this as unknown as PeerConnectionPort;
  }

  get connectionState(): RTCPeerConnectionState {
    return this.ice.state;
  }

  /** As Chromium's: never `failed`. */
  get iceConnectionState(): RTCIceConnectionState {
    const { state } = this.ice;
    if (state === 'connecting') return 'checking';
    return state === 'failed' ? 'disconnected' : state;
  }

  get localDescription(): RTCSessionDescriptionInit | null {
    const description = this.local.pending ?? this.local.current;
    return description && writeDescription(description);
  }

  get remoteDescription(): RTCSessionDescriptionInit | null {
    const description = this.remote.pending ?? this.remote.current;
    return description && writeDescription(description);
  }

  get localFragment(): string | null {
    return (this.local.pending ?? this.local.current)?.usernameFragment ?? null;
  }

  get remoteFragment(): string | null {
    return (this.remote.pending ?? this.remote.current)?.usernameFragment ?? null;
  }

  get isRelayOnly(): boolean {
    return this.configuration.iceTransportPolicy === 'relay';
  }

  /** What it was made with, or last set to. */
  get configured(): RTCConfiguration {
    return this.configuration;
  }

  /** Whether something of this kind arrives from the other end now. */
  receives(kind: 'audio' | 'video'): boolean {
    const other = this.connectionState === 'connected' ? this.ice.path?.other : undefined;
    const mine = this.transceivers.find((transceiver) => transceiver.kind === kind)?.currentDirection;
    const theirs = other?.transceivers.find((transceiver) => transceiver.kind === kind);
    return mine === 'sendrecv' && theirs?.currentDirection === 'sendrecv' && theirs.sender.track !== null;
  }

  /** The data channel; `null` before it was made. */
  get channel(): FakeDataChannel | null {
    return this.dataChannel;
  }

  /** Hands a text of the data channel to the network. */
  carryText(text: string): void {
    const { network } = this.host;
    const from = this.host.address;
    if (!this.reaches(this.ice.path?.other)) return;
    network.scheduler.schedule(() => {
      const other = this.ice.path?.other;
      // what was on its way when the path broke is lost
      if (other !== undefined && from === this.host.address && this.reaches(other)) other.takeText(text);
    }, network.latencyMs);
  }

  override addEventListener(type: string, listener: EventListener): void {
    this.listeners += 1;
    super.addEventListener(type, listener);
  }

  override removeEventListener(type: string, listener: EventListener): void {
    this.listeners -= 1;
    super.removeEventListener(type, listener);
  }

  addTransceiver(trackOrKind: MediaStreamTrack | 'audio' | 'video', init: RTCRtpTransceiverInit = {}): FakeTransceiver {
    this.mustBeOpen();
    const [kind, track] =
      typeof trackOrKind === 'string' ? [trackOrKind, null] : [trackOrKind.kind as 'audio', trackOrKind];
    const transceiver = new FakeTransceiver(
      kind,
      init.direction ?? 'sendrecv',
      track,
      () => this.isClosed(),
      this.iceTransport,
    );
    const scale = init.sendEncodings?.[0]?.scaleResolutionDownBy;
    if (scale !== undefined) transceiver.sender.scales.push(scale);
    this.transceivers.push(transceiver);
    this.need();
    return transceiver;
  }

  createDataChannel(_label: string, init: RTCDataChannelInit = {}): FakeDataChannel {
    this.mustBeOpen();
    if (this.dataChannel !== null) throw new DOMException('this id is taken', 'OperationError');
    this.dataChannel = new FakeDataChannel(this, init);
    this.need();
    return this.dataChannel;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  restartIce(): void {
    if (this.isClosed()) return;
    this.restarts += 1;
    this.restartWanted = true;
    this.need();
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.mustBeOpen();
    this.configuration = configuration;
  }

  setLocalDescription(): Promise<void> {
    return this.enqueue(() => {
      if (this.signalingState === 'have-remote-offer') this.answer();
      else this.offer();
      this.gather();
    });
  }

  setRemoteDescription(init: RTCSessionDescriptionInit): Promise<void> {
    return this.enqueue(() => {
      const description = readDescription(init);
      if (description.type === 'offer') this.takeOffer(description);
      else this.takeAnswer(description);
      this.host.network.changed();
    });
  }

  addIceCandidate(init: RTCIceCandidateInit): Promise<void> {
    return this.enqueue(() => {
      if (this.remoteFragment === null) throw invalidState('a candidate came before a description');
      const known = [this.remote.current?.usernameFragment, this.remote.pending?.usernameFragment];
      if (init.usernameFragment != null && !known.includes(init.usernameFragment)) {
        throw new DOMException('a candidate of an unknown fragment', 'OperationError');
      }
      const candidate = readCandidate(init);
      if (candidate !== null) this.candidates.push(candidate);
      this.host.network.changed();
    });
  }

  /** The statistics that tell the path and what has arrived: as Chromium, with the selected pair named by the transport. */
  async getStats(): Promise<RTCStatsReport> {
    await Promise.resolve();
    const { path } = this.ice;
    // whoever asks again finds more while media flows
    if (path?.other.isSendingTo(this) === true) this.bytesReceived += 1_000;
    const stats: { id: string; [key: string]: unknown }[] = [];
    if (path !== null) {
      const candidateType = path.kind === 'relayed' ? 'relay' : 'host';
      stats.push(
        { id: 'T', type: 'transport', selectedCandidatePairId: 'P', bytesReceived: this.bytesReceived },
        { id: 'P', type: 'candidate-pair', state: 'succeeded', localCandidateId: 'L', remoteCandidateId: 'R' },
        { id: 'L', type: 'local-candidate', candidateType },
        { id: 'R', type: 'remote-candidate', candidateType: 'host' },
      );
    }
    return new Map(stats.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
  }

  close(): void {
    if (this.isClosed()) return;
    this.signalingState = 'closed';
    this.dataChannel?.closes();
    this.ice.close();
    this.host.forget(this);
    this.host.network.changed();
  }

  /** The network or the other end changed. */
  look(): void {
    this.ice.look();
  }

  /** Whether packets of this end get to the other one by the path of today. */
  private reaches(other: FakePeerConnection | undefined): other is FakePeerConnection {
    const { path } = this.ice;
    if (path === null || other === undefined || path.other !== other || this.isClosed() || other.isClosed())
      return false;
    // as Chromium: who has failed sends nothing before a restart has found a path (no consent: RFC 7675, section 5.1)
    if (this.connectionState !== 'connected' && this.connectionState !== 'disconnected') return false;
    const isOfToday = path.from === this.host.address && path.to === other.host.address;
    return isOfToday && this.host.network.carries(path.from, path.to);
  }

  private isSendingTo(other: FakePeerConnection): boolean {
    return this.reaches(other) && this.transceivers.some(({ sender }) => sender.track !== null);
  }

  private takeText(text: string): void {
    this.bytesReceived += text.length;
    this.dataChannel?.takes(text);
  }

  private openChannel(): void {
    const { path } = this.ice;
    const isThrough = this.connectionState === 'connected' && path?.other.connectionState === 'connected';
    if (isThrough && path.other.channel !== null) this.dataChannel?.opens();
  }

  private isClosed(): boolean {
    return this.signalingState === 'closed';
  }

  private mustBeOpen(): void {
    if (this.isClosed()) throw invalidState('the connection is closed');
  }

  private become(state: RTCSignalingState): void {
    if (state === this.signalingState) return;
    this.signalingState = state;
    this.emit('signalingstatechange');
  }

  private offer(): void {
    this.offers += 1;
    const current = this.local.current?.usernameFragment;
    this.transceivers.forEach((transceiver, index) => (transceiver.mid ??= String(index)));
    this.local.pending = {
      type: 'offer',
      offer: String(this.host.network.serial()),
      usernameFragment: current === undefined || this.restartWanted ? this.freshFragment() : current,
      sections: this.sections(),
    };
    this.become('have-local-offer');
  }

  private answer(): void {
    const offer = this.remote.pending as FakeDescription;
    const restarted = offer.usernameFragment !== this.remote.current?.usernameFragment;
    const fresh = restarted || this.local.current === null;
    this.local = {
      current: {
        type: 'answer',
        offer: offer.offer,
        usernameFragment: fresh ? this.freshFragment() : (this.local.current as FakeDescription).usernameFragment,
        sections: this.sections(),
      },
      pending: null,
    };
    this.remote = { current: offer, pending: null };
    if (restarted) this.restartWanted = false;
    this.settle();
  }

  private takeOffer(offer: FakeDescription): void {
    if (this.signalingState === 'have-local-offer') this.rollBack();
    if (this.signalingState !== 'stable') throw invalidState(`an offer in ${this.signalingState}`);
    for (const section of offer.sections) {
      if (section.kind === 'application' || this.transceivers.some(({ mid }) => mid === section.mid)) continue;
      const transceiver = new FakeTransceiver(section.kind, 'recvonly', null, () => this.isClosed(), this.iceTransport);
      transceiver.mid = section.mid;
      this.transceivers.push(transceiver);
    }
    this.remote.pending = offer;
    this.become('have-remote-offer');
  }

  private takeAnswer(answer: FakeDescription): void {
    if (this.signalingState !== 'have-local-offer') throw invalidState(`an answer in ${this.signalingState}`);
    const offer = this.local.pending as FakeDescription;
    if (answer.offer !== offer.offer) throw new DOMException('an answer to another offer', 'InvalidAccessError');
    if (offer.usernameFragment !== this.local.current?.usernameFragment) this.restartWanted = false;
    this.local = { current: offer, pending: null };
    this.remote = { current: answer, pending: null };
    this.settle();
  }

  private rollBack(): void {
    if (this.local.current === null) for (const transceiver of this.transceivers) transceiver.mid = null;
    this.local.pending = null;
    this.become('stable');
  }

  /** An offer was answered: what both want is what is sent. */
  private settle(): void {
    for (const transceiver of this.transceivers) {
      const theirs = this.remote.current?.sections.find(({ mid }) => mid === transceiver.mid)?.direction;
      transceiver.currentDirection = theirs === 'sendrecv' ? transceiver.direction : 'inactive';
    }
    this.become('stable');
    this.host.network.changed();
  }

  private sections(): FakeSection[] {
    const sections: FakeSection[] = this.transceivers.map(({ kind, mid, direction }) => ({
      kind,
      mid: mid ?? '',
      direction,
    }));
    if (this.dataChannel !== null) sections.push({ kind: 'application', mid: 'data', direction: 'sendrecv' });
    return sections;
  }

  private freshFragment(): string {
    return `uf${this.host.network.serial()}`;
  }

  /** Finds the own addresses, a few at once and the end of them a little later, as long as the fragment stays. */
  private gather(): void {
    const usernameFragment = this.localFragment as string;
    if (this.gathered === usernameFragment) return;
    this.gathered = usernameFragment;
    this.gatheredAt = this.host.address;
    this.iceGatheringState = 'gathering';
    const { address, network } = this.host;
    const types = this.isRelayOnly ? (['relay'] as const) : (['host', 'host', 'relay'] as const);
    const found = [
      ...types.map((type, index) => writeCandidate({ address, type, usernameFragment }, index)),
      { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment },
    ];
    found.forEach((candidate, index) =>
      network.scheduler.schedule(() => {
        if (this.isClosed() || this.gathered !== usernameFragment) return;
        if (candidate.candidate === '') this.iceGatheringState = 'complete';
        this.emit('icecandidate', { candidate: { ...candidate, toJSON: () => candidate } });
      }, index),
    );
  }

  /** Finds one more address under the fragment of today, as on a network that has just come up. */
  finds(type: FakeCandidate['type']): void {
    const usernameFragment = this.localFragment as string;
    const candidate = writeCandidate({ address: this.host.address, type, usernameFragment }, 9);
    this.emit('icecandidate', { candidate: { ...candidate, toJSON: () => candidate } });
  }

  /** The operations chain: one after the other, and nothing after `close` ever settles (W3C WebRTC section 4.4.1.2). */
  private enqueue(operation: () => void): Promise<void> {
    if (this.isClosed()) return Promise.reject(invalidState('the connection is closed'));
    this.chained += 1;
    return new Promise<void>((resolve, reject) => {
      this.chain = this.chain.then(async () => {
        await Promise.resolve();
        if (this.isClosed()) return;
        try {
          operation();
          resolve();
        } catch (error) {
          reject(error as Error);
        }
        this.chained -= 1;
        if (this.chained === 0) this.need();
      });
    });
  }

  private isNeeded(): boolean {
    if (this.restartWanted) return true;
    if (this.transceivers.some(({ mid, currentDirection }) => mid === null || currentDirection === null)) return true;
    const negotiated = this.local.current?.sections ?? [];
    return this.dataChannel !== null && !negotiated.some(({ kind }) => kind === 'application');
  }

  private need(): void {
    if (this.needFlag || !this.isNeeded()) return;
    this.needFlag = true;
    void Promise.resolve().then(() => {
      this.needFlag = false;
      if (this.isClosed() || this.chained > 0 || this.signalingState !== 'stable' || !this.isNeeded()) return;
      this.emit('negotiationneeded');
    });
  }

  private emit(type: string, properties: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), properties));
  }
}
