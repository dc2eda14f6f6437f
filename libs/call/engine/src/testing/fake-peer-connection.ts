import type { PeerConnectionPort } from '../ports/peer-connection';
import { FakeDataChannel } from './fake-data-channel';
import { FakeGathering } from './fake-gathering';
import { FakeIce, readCandidate, type FakeCandidate } from './fake-ice';
import { FakeNegotiation } from './fake-negotiation';
import type { FakeHost } from './fake-network';
import { FakeOperationsChain } from './fake-operations-chain';
import { candidatesOf, readDescription, writeDescription } from './fake-session-description';
import { FakeTransceiver } from './fake-transceiver';

const invalidState = (message: string) => new DOMException(message, 'InvalidStateError');

/**
 * An `RTCPeerConnection` without media: the real signaling state machine with implicit rollback, an operations chain,
 * `negotiationneeded`, transceivers, candidates and ICE restarts (W3C WebRTC sections 4.4 and 4.7). It connects to another one when
 * descriptions and candidates were exchanged and the network lets them. What is called in the wrong order fails as in a browser.
 */
export class FakePeerConnection extends EventTarget {
  /** What the other end told of its addresses. */
  readonly candidates: FakeCandidate[] = [];
  /** How many listeners there are now. */
  listeners = 0;

  /** What all that is sent and received goes through. */
  readonly iceTransport = new EventTarget();
  private readonly ice = new FakeIce(this, () => {
    this.emit('connectionstatechange');
    this.emit('iceconnectionstatechange');
    this.openChannel();
    this.ice.path?.other.openChannel();
  });
  private readonly negotiation = new FakeNegotiation({
    receive: (kind) => this.transceiver(kind, 'recvonly', null),
    hasChannel: () => this.dataChannel !== null,
    serial: () => this.host.network.serial(),
    changed: () => this.emit('signalingstatechange'),
    agreed: () => this.host.network.changed(),
  });
  private readonly gathering = new FakeGathering(
    this,
    (candidate) => this.emit('icecandidate', { candidate: { ...candidate, toJSON: () => candidate } }),
    () => this.ice.giveUp(),
  );
  private readonly chain = new FakeOperationsChain(
    () => this.isClosed(),
    () => this.need(),
  );
  private dataChannel: FakeDataChannel | null = null;
  private bytesReceived = 0;
  private needFlag = false;

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

  get signalingState(): RTCSignalingState {
    return this.negotiation.state;
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

  get iceGatheringState(): RTCIceGatheringState {
    return this.gathering.state;
  }

  get localDescription(): RTCSessionDescriptionInit | null {
    const { localDescription } = this.negotiation;
    return (
      localDescription && writeDescription(localDescription, this.gathering.under(localDescription.usernameFragment))
    );
  }

  get remoteDescription(): RTCSessionDescriptionInit | null {
    const { remoteDescription } = this.negotiation;
    return remoteDescription && writeDescription(remoteDescription);
  }

  get localFragment(): string | null {
    return this.negotiation.localDescription?.usernameFragment ?? null;
  }

  get remoteFragment(): string | null {
    return this.negotiation.remoteDescription?.usernameFragment ?? null;
  }

  /** How many ICE restarts were asked for here. */
  get restarts(): number {
    return this.negotiation.restarts;
  }

  /** How many offers were made here. */
  get offers(): number {
    return this.negotiation.offers;
  }

  /** The address of the host when candidates were gathered last. */
  get gatheredAt(): string | null {
    return this.gathering.address;
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
    const mine = this.negotiation.transceivers.find((transceiver) => transceiver.kind === kind)?.currentDirection;
    const theirs = other?.negotiation.transceivers.find((transceiver) => transceiver.kind === kind);
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
    const transceiver = this.transceiver(kind, init.direction ?? 'sendrecv', track);
    const scale = init.sendEncodings?.[0]?.scaleResolutionDownBy;
    if (scale !== undefined) transceiver.sender.scales.push(scale);
    this.negotiation.transceivers.push(transceiver);
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
    return [...this.negotiation.transceivers];
  }

  restartIce(): void {
    if (this.isClosed()) return;
    this.negotiation.restartIce();
    this.need();
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.mustBeOpen();
    this.configuration = configuration;
  }

  setLocalDescription(): Promise<void> {
    return this.chain.add(() => {
      this.negotiation.describe();
      this.gathering.begin();
    });
  }

  setRemoteDescription(init: RTCSessionDescriptionInit): Promise<void> {
    return this.chain.add(() => {
      this.negotiation.take(readDescription(init));
      // it tells all that its maker knows by now, most of it once more
      for (const candidate of candidatesOf(init)) if (!this.hasHeardOf({ candidate })) this.learn({ candidate });
      this.host.network.changed();
    });
  }

  addIceCandidate(init: RTCIceCandidateInit): Promise<void> {
    return this.chain.add(() => {
      if (this.remoteFragment === null) throw invalidState('a candidate came before a description');
      if (init.usernameFragment != null && !this.negotiation.knows(init.usernameFragment)) {
        throw new DOMException('a candidate of an unknown fragment', 'OperationError');
      }
      this.learn(init);
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
    this.negotiation.close();
    this.dataChannel?.closes();
    this.ice.close();
    this.host.forget(this);
    this.host.network.changed();
  }

  /** Finds one more address under the fragment of today, as on a network that has just come up. */
  finds(type: FakeCandidate['type']): void {
    this.gathering.finds(type);
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
    return this.reaches(other) && this.negotiation.transceivers.some(({ sender }) => sender.track !== null);
  }

  private takeText(text: string): void {
    this.bytesReceived += text.length;
    this.dataChannel?.takes(text);
  }

  private learn(init: RTCIceCandidateInit): void {
    const candidate = readCandidate(init);
    if (candidate !== null) this.candidates.push(candidate);
  }

  private hasHeardOf(init: RTCIceCandidateInit): boolean {
    const candidate = readCandidate(init);
    return this.candidates.some(
      ({ address, type, usernameFragment }) =>
        address === candidate?.address && type === candidate.type && usernameFragment === candidate.usernameFragment,
    );
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

  private transceiver(kind: 'audio' | 'video', direction: RTCRtpTransceiverDirection, track: MediaStreamTrack | null) {
    return new FakeTransceiver(kind, direction, track, () => this.isClosed(), this.iceTransport);
  }

  private need(): void {
    if (this.needFlag || !this.negotiation.isNeeded) return;
    this.needFlag = true;
    void Promise.resolve().then(() => {
      this.needFlag = false;
      const { state, isNeeded } = this.negotiation;
      if (this.chain.isEmpty && state === 'stable' && isNeeded) this.emit('negotiationneeded');
    });
  }

  private emit(type: string, properties: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), properties));
  }
}
