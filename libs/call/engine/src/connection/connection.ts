import { LIMITS, type Candidate, type ConnectionId, type WarmOffer } from '@holdfast/protocol';
import { Subject, filter, fromEvent, take, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { Drops } from '../drops';
import type { OutgoingMedia } from '../media/local-media';
import type { MediaPath } from '../peer';
import type { PeerConnectionFactory, PeerConnectionPort } from '../ports/peer-connection';
import { errorName, type Log } from '../ports/log';
import type { Scope } from '../scope';
import type { OfferAhead } from '../warm/offer-ahead';
import { CandidateBatch } from './candidate-batch';
import { Negotiator } from './negotiator';
import { readPath } from './path';
import { SignalInbox } from './signal-inbox';
import { SignalOutbox, type PostSignal, type SignalBody } from './signal-outbox';

/** How long after a failed look the statistics are asked again for the path, in ms. */
const PATH_RETRY_MS = 1_000;

/** Whether this side makes the first offer, or waits for it. */
export type Opening = 'offers' | 'answers';

export interface ConnectionOptions {
  readonly id: ConnectionId;
  readonly opening: Opening;
  readonly polite: boolean;
  readonly configuration: RTCConfiguration;
  /** Whether, at this moment, the other side may be told of relays alone. */
  readonly isRelayOnly: () => boolean;
  readonly createConnection: PeerConnectionFactory;
  readonly media: OutgoingMedia;
  readonly post: PostSignal;
  /** Takes what is to be sent, where the connection is made before it has another side. */
  readonly ahead?: OfferAhead;
  readonly drops: Drops;
  readonly log: Log;
}

/** A signal as it arrives on a connection. */
export type IncomingSignal = SignalBody & { readonly n: number };

/**
 * One RTCPeerConnection from its first offer to its end. Audio, video and the data channel are there from the first description on,
 * with or without tracks: what is sent changes by `replaceTrack` alone, and only an ICE restart ever negotiates again.
 */
export class Connection {
  /** The browser's `connectionState`. */
  readonly state$: Behavior<RTCPeerConnectionState>;
  readonly path$: Behavior<MediaPath | null>;
  /** The other side has offered again: an ICE restart is under way that was not begun here. */
  readonly restarted$: Observable<void>;
  /** What is received, from the first description on. */
  readonly tracks$: Behavior<RemoteTracks>;

  private readonly state = new MutableBehavior<RTCPeerConnectionState>('new');
  private readonly path = new MutableBehavior<MediaPath | null>(null);
  private readonly tracks = new MutableBehavior<RemoteTracks>({ audio: null, video: null });
  private readonly restarted = new Subject<void>();
  private readonly connection: PeerConnectionPort;
  private readonly negotiator: Negotiator;
  private readonly outbox: SignalOutbox;
  private readonly inbox = new SignalInbox<IncomingSignal>();
  private readonly batch: CandidateBatch;
  private applying: Promise<void> = Promise.resolve();
  private policy: RTCIceTransportPolicy | undefined;
  private name: ConnectionId;

  constructor(
    private readonly scope: Scope,
    private readonly options: ConnectionOptions,
  ) {
    this.name = options.id;
    this.state$ = this.state;
    this.path$ = this.path;
    this.restarted$ = this.restarted;
    this.tracks$ = this.tracks;
    this.policy = options.configuration.iceTransportPolicy;
    const connection = (this.connection = options.createConnection(options.configuration));
    scope.atEnd(() => {
      connection.close();
      this.state.next('closed');
      // whoever listens to a connection lets it go with its end
      for (const stream of [this.state, this.path, this.tracks, this.restarted]) stream.complete();
    });
    this.outbox = new SignalOutbox(scope, options.post, options.ahead);
    this.batch = new CandidateBatch(scope, (candidates) => this.tell(candidates));
    this.negotiator = new Negotiator({
      connection,
      polite: options.polite,
      making: () => this.batch.hold(),
      send: (description) => {
        const candidates = this.tellable(this.batch.release(description.sdp));
        this.outbox.send(candidates.length > 0 ? { description, candidates } : { description });
      },
      beforeAnswer: () => this.setUpAnswer(),
      isOver: () => scope.ended,
    });
    this.listen();
    if (options.opening === 'offers') this.setUpOffer();
  }

  get id(): ConnectionId {
    return this.name;
  }

  /** The last signal of the other side that was taken; see `Handshake.connections`. */
  get lastTaken(): number {
    return this.inbox.lastTaken;
  }

  private get isAnswered(): boolean {
    const { remoteDescription, signalingState } = this.connection;
    return remoteDescription !== null && signalingState === 'stable';
  }

  /** Takes a signal of the other side; in its turn it is applied. */
  receive(signal: IncomingSignal): void {
    const ready = this.inbox.take(signal);
    if (ready === null) return this.options.drops.count('repeated');
    for (const next of ready) this.applying = this.applying.then(() => this.apply(next));
  }

  /** Takes the offer that came with the other side's handshake, ahead of all its signals; tells whether it could be answered. */
  answer({ description, candidates }: WarmOffer): Promise<boolean> {
    const answered = this.apply({ n: 0, description }).then(() => this.isAnswered);
    this.applying = answered.then((could) => (could ? this.apply({ n: 0, candidates }) : undefined));
    return answered;
  }

  /** A handshake is about to take what was said so far. */
  hurry(): void {
    this.batch.hurry();
  }

  /** The offer that was made ahead has reached its other side: the connection has its name and a way for all that follows. */
  handedOver(id: ConnectionId, post: PostSignal): void {
    this.name = id;
    this.outbox.handedOver(post);
  }

  /** Asks the earlier seat, in this connection's name, for the generation after it. */
  askForNext(): void {
    this.outbox.send({ restart: true });
  }

  resendAfter(n: number): void {
    this.outbox.resendAfter(n);
  }

  resendUnacked(): void {
    this.outbox.resendUnacked();
  }

  /** Whether it goes by the configuration's rule for which addresses may be used. */
  follows({ iceTransportPolicy }: RTCConfiguration): boolean {
    return this.policy === iceTransportPolicy;
  }

  /**
   * Begins an ICE restart with the given servers. They are set right before it, because servers that differ make the next negotiation
   * an ICE restart by themselves (RFC 9429 section 4.1.18).
   */
  restartIce(configuration: RTCConfiguration): void {
    if (this.scope.ended) return;
    try {
      this.connection.setConfiguration(configuration);
      this.policy = configuration.iceTransportPolicy;
    } catch (error) {
      // servers that the browser can't read: the restart goes with those it has
      this.failed('setConfiguration', error);
    }
    this.connection.restartIce();
  }

  /** Closes it for good and lets the tracks go. */
  close(): void {
    this.scope.end();
  }

  private listen(): void {
    const { connection, scope } = this;
    const on = <E>(type: string, next: (event: E) => void) =>
      scope.listen(fromEvent(connection as unknown as EventTarget, type) as Observable<E>, next);
    on('negotiationneeded', () => void this.negotiator.offer().catch((error) => this.failed('offer', error)));
    on<RTCPeerConnectionIceEvent>('icecandidate', ({ candidate }) => {
      if (candidate !== null) this.found(candidate);
    });
    on('connectionstatechange', () => this.stateChanged());
    scope.listen(
      this.state.pipe(
        filter((state) => state === 'connected'),
        take(1),
      ),
      () => this.followPath(),
    );
  }

  private setUpOffer(): void {
    const { media } = this.options;
    this.connection.addTransceiver(media.audio$.value ?? 'audio', { direction: 'sendrecv' });
    this.connection.addTransceiver(media.video$.value ?? 'video', { direction: 'sendrecv' });
    this.setUpChannel();
    this.attach();
  }

  private setUpAnswer(): void {
    const isFirst = this.tracks.value.audio === null;
    if (!isFirst) return;
    for (const transceiver of this.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    this.setUpChannel();
    this.attach();
  }

  private setUpChannel(): void {
    this.connection.createDataChannel('holdfast', { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
  }

  /** Binds both senders to what the own media gives, and tells what is received. */
  private attach(): void {
    const [audio, video] = this.connection.getTransceivers();
    if (audio === undefined || video === undefined) return;
    this.tracks.next({ audio: audio.receiver.track, video: video.receiver.track });
    this.scope.listen(this.options.media.audio$, (track) => this.replace(audio.sender, track));
    this.scope.listen(this.options.media.video$, (track) => this.replace(video.sender, track));
  }

  private replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (sender.track === track) return;
    sender.replaceTrack(track).catch((error: unknown) => this.failed('replaceTrack', error));
  }

  private found(candidate: RTCIceCandidate): void {
    const { candidate: line = '', sdpMid, sdpMLineIndex, usernameFragment } = candidate.toJSON();
    if (line.length > LIMITS.candidateLength) return;
    const fragment = usernameFragment ?? /^a=ice-ufrag:(\S+)/m.exec(this.connection.localDescription?.sdp ?? '')?.[1];
    const found: Candidate = { candidate: line, sdpMid, sdpMLineIndex, usernameFragment: fragment ?? null };
    this.batch.add(found);
  }

  private tell(candidates: readonly Candidate[]): void {
    const told = this.tellable(candidates);
    if (told.length > 0) this.outbox.send({ candidates: told });
  }

  /** Of what was found, what the other side may know: a browser finds more until it has restarted under a stricter rule. */
  private tellable(candidates: readonly Candidate[]): Candidate[] {
    return candidates.filter(({ candidate }) => !this.options.isRelayOnly() || isRelay(candidate));
  }

  private async apply({ description, candidates }: IncomingSignal): Promise<void> {
    if (this.scope.ended) return;
    try {
      if (description !== undefined) {
        const isAgain = this.connection.remoteDescription !== null;
        const taken = await this.negotiator.take(description);
        if (taken === 'over') return;
        if (taken === 'taken') {
          this.outbox.descriptionTaken(description.type);
          if (description.type === 'offer' && isAgain) this.restarted.next();
        }
      }
      if (candidates !== undefined) await this.negotiator.add(candidates);
    } catch (error) {
      this.options.drops.count('not-applicable');
      this.failed('signal', error);
    }
  }

  /** A browser may take a better path while it is connected: no state changes then (W3C WebRTC section 5.6.1). */
  private followPath(): void {
    const [audio] = this.connection.getTransceivers();
    const iceTransport = audio?.sender.transport?.iceTransport;
    if (iceTransport === undefined) return;
    this.scope.listen(fromEvent(iceTransport, 'selectedcandidatepairchange'), () => void this.lookForPath());
  }

  private stateChanged(): void {
    const state = this.connection.connectionState;
    this.state.next(state);
    if (state === 'connected') void this.lookForPath();
  }

  private async lookForPath(): Promise<void> {
    const report = await this.connection.getStats().catch(() => null);
    if (this.scope.ended || this.state.value !== 'connected') return;
    const path = report && readPath(report);
    if (path === null) this.scope.after(PATH_RETRY_MS, () => void this.lookForPath());
    else this.path.next(path);
  }

  /** The browser refused something on a connection that is still wanted: the ladder gets it going again. */
  private failed(step: string, error: unknown): void {
    if (this.scope.ended) return;
    this.tell(this.batch.release());
    this.options.log.warn('connection step failed', { step, error: errorName(error) });
  }
}

/** Whether a candidate is a relay's, or the end of candidates (RFC 8839 section 5.1, RFC 8838 section 13). */
function isRelay(candidate: string): boolean {
  return candidate === '' || / typ relay( |$)/.test(candidate);
}

/** What a connection receives. */
export interface RemoteTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}
