import { formatConnectionId, type ConnectionId, type InBand, type WarmOffer } from '@holdfast/protocol';
import { Subject, first, fromEvent, pairwise, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { Drops } from '../drops';
import { PeerChannel, type InBandBody, type InBandRequest } from '../in-band/peer-channel';
import type { OutgoingMedia } from '../media/local-media';
import type { MediaPath } from '../peer';
import type { PatiencePolicy } from '../policies/patience';
import { errorName, type Log } from '../ports/log';
import type { PeerConnectionFactory, PeerConnectionPort } from '../ports/peer-connection';
import type { Pulse } from '../ports/pulse';
import type { Scope } from '../scope';
import type { OfferAhead } from '../warm/offer-ahead';
import { ContactWatch, type Contact } from './contact-watch';
import { Courier, type ServerWay, type Way } from './courier';
import { Negotiator } from './negotiator';
import { OwnCandidates } from './own-candidates';
import { PathWatch } from './path-watch';
import type { Hearing } from './silence-watch';
import { SignalInbox } from './signal-inbox';
import { SignalOutbox, type SignalBody } from './signal-outbox';
import { Transceivers, type RemoteTracks } from './transceivers';
import { inTurn } from './turn-order';

/** Whether this side makes the first offer, or waits for it. */
export type Opening = 'offers' | 'answers';

export interface ConnectionOptions {
  readonly id: ConnectionId;
  readonly opening: Opening;
  readonly polite: boolean;
  /** What holds now: ICE servers with credentials that are still good, and which addresses may be used. */
  readonly configuration: () => RTCConfiguration;
  /** Whether, at this moment, the other side may be told of relays alone. */
  readonly isRelayOnly: () => boolean;
  readonly createConnection: PeerConnectionFactory;
  readonly media: OutgoingMedia;
  readonly pulse$: Pulse;
  readonly patience: PatiencePolicy;
  readonly server: ServerWay;
  /** How large a message may be, as the server says now, in bytes. */
  readonly messageBytes: () => number;
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
  /** Whether the other side can be reached. */
  readonly contact$: Behavior<Contact>;
  readonly path$: Behavior<MediaPath | null>;
  /** The other side has offered again: an ICE restart is under way that was not begun here. */
  readonly restarted$: Observable<void>;
  /** What is received, from the first description on. */
  readonly tracks$: Behavior<RemoteTracks>;
  /** What the other side tells over the connection itself. */
  readonly told$: Observable<InBand['update'] | InBand['leave']>;

  private readonly state = new MutableBehavior<RTCPeerConnectionState>('new');
  private readonly restarted = new Subject<void>();
  private readonly told = new Subject<InBand['update'] | InBand['leave']>();
  private readonly connection: PeerConnectionPort;
  private readonly negotiator: Negotiator;
  private readonly outbox: SignalOutbox;
  private readonly inbox = new SignalInbox<IncomingSignal & { readonly way: Way }>();
  private readonly candidates: OwnCandidates;
  private readonly courier: Courier;
  private readonly contact: ContactWatch;
  private readonly transceivers: Transceivers;
  private channel: PeerChannel | null = null;
  private applying: Promise<void> = Promise.resolve();
  private readonly made: RTCConfiguration;
  /** How many offers were answered, of either side: both count the same, also where two offers met and one was given up. */
  private agreements = 0;
  private name: ConnectionId;
  private wasReached = false;

  constructor(
    private readonly scope: Scope,
    private readonly options: ConnectionOptions,
  ) {
    this.name = options.id;
    this.restarted$ = this.restarted;
    this.told$ = this.told;
    this.made = options.configuration();
    const connection = (this.connection = options.createConnection(this.made));
    scope.atEnd(() => {
      connection.close();
      this.state.next('closed');
      // whoever listens to a connection lets it go with its end
      for (const stream of [this.state, this.restarted, this.told]) stream.complete();
    });
    const { pulse$, patience, media } = options;
    this.transceivers = new Transceivers(scope, connection, media, (step, error) => this.failed(step, error));
    this.contact = new ContactWatch(scope, connection, this.state, { channel: () => this.channel, pulse$, patience });
    this.tracks$ = this.transceivers.tracks$;
    this.contact$ = this.contact.contact$;
    const path = new PathWatch(scope, connection, this.state);
    this.path$ = path.path$;
    scope.listen(this.contact$.pipe(pairwise()), ([before, now]) => {
      if (now === 'lost' || now === 'failed') return this.transceivers.pause();
      this.outbox.withdrawAsking();
      if (before === 'none') return;
      // the other side sees again at once
      this.transceivers.resume();
      path.lookAgain();
    });
    const reached$ = this.contact$.pipe(first((contact) => contact === 'alive', null));
    scope.listen(reached$, (contact) => {
      if (contact === null) return;
      this.wasReached = true;
      this.transceivers.connected();
    });
    scope.listen(path.changed$, () => {
      // sooner than anything can arrive on it: a picture that goes out now is the first that comes in
      if (this.contact$.value !== 'alive') this.transceivers.resume();
      this.contact.look();
    });
    this.courier = new Courier({
      connectionId: formatConnectionId(options.id),
      server: options.server,
      channel: () => (this.carriesInBand ? this.channel : null),
      between: (lastApplied, n) => this.outbox.between(lastApplied, n),
      isRelayOnly: options.isRelayOnly,
    });
    this.outbox = new SignalOutbox(scope, this.courier.post, options.messageBytes, options.ahead);
    this.candidates = new OwnCandidates(scope, connection, {
      isRelayOnly: options.isRelayOnly,
      send: (candidates) => this.outbox.send({ candidates }),
    });
    this.negotiator = new Negotiator({
      connection,
      polite: options.polite,
      making: () => this.candidates.hold(),
      send: (description) => {
        const candidates = this.candidates.releaseFor(description.sdp);
        this.outbox.send(candidates.length > 0 ? { description, candidates } : { description });
      },
      beforeAnswer: () => (this.transceivers.areSetUp ? this.configureRestart() : this.setUp('take')),
      isOver: () => scope.ended,
    });
    this.listen();
    if (options.opening === 'offers') this.setUp('add');
  }

  get id(): ConnectionId {
    return this.name;
  }

  /** The last signal of the other side that was taken; see `Handshake.connections`. */
  get lastTaken(): number {
    return this.inbox.lastTaken;
  }

  /** Whether it was closed here. */
  get isClosed(): boolean {
    return this.scope.ended;
  }

  /** Whether anything arrives from the other side, also where nothing that is sent does. */
  get isReceiving(): boolean {
    return this.contact.isReceiving;
  }

  /** What is heard of the other side; where that or the contact changes, `isReceiving` may. */
  get hearing$(): Behavior<Hearing> {
    return this.contact.hearing$;
  }

  /** Whether what is sent over the connection itself arrives, as far as its other end has told by beats. */
  get carriesInBand(): boolean {
    return this.channel?.isBeating === true && this.contact$.value === 'alive';
  }

  /** Whether the browser has given it up. */
  get hasFailed(): boolean {
    return this.state.value === 'failed';
  }

  private get isAnswered(): boolean {
    const { remoteDescription, signalingState } = this.connection;
    return remoteDescription !== null && signalingState === 'stable';
  }

  /** Whether the browser has given it up before it ever worked, as where the machine had no address to offer: no restart brings it to life. */
  get isStillborn(): boolean {
    return this.hasFailed && !this.wasReached;
  }

  /** Takes a signal of the other side; in its turn it is applied. */
  receive(signal: IncomingSignal, way: Way = 'server'): void {
    const ready = this.inbox.take({ ...signal, way });
    if (ready === null) return this.options.drops.count('repeated');
    for (const next of ready) this.applying = this.applying.then(() => this.apply(next));
  }

  /** Takes the offer that came with the other side's handshake, ahead of all its signals; tells whether it could be answered. */
  answer({ description, candidates }: WarmOffer): Promise<boolean> {
    const answered = this.apply({ description, way: 'server' }).then(() => this.isAnswered);
    this.applying = answered.then((could) => (could ? this.apply({ candidates, way: 'server' }) : undefined));
    return answered;
  }

  /** A handshake is about to take what was said so far. */
  hurry(): void {
    this.candidates.hurry();
  }

  /** The offer that was made ahead has reached its other side: the connection has its name and a way for all that follows. */
  handedOver(id: ConnectionId, server: ServerWay): void {
    this.name = id;
    this.courier.handedOver(formatConnectionId(id), server);
    this.outbox.handedOver();
  }

  /** Asks the earlier seat, in this connection's name, for the generation after it. */
  askForNext(): void {
    this.outbox.send({ restart: true });
  }

  /** Tells the other side over the connection itself; resolves when it has it. */
  async tell(body: InBandBody): Promise<void> {
    await this.channel?.send(body);
  }

  /** The own link was cut or the network changed: a path that is silent now has probably gone too. */
  suspect(): void {
    this.contact.suspect();
  }

  resendAfter(n: number): void {
    this.outbox.resendAfter(n);
  }

  resendUnacked(): void {
    this.outbox.resendUnacked();
  }

  /** Whether it was made with the configuration's rule for which addresses may be used. */
  follows({ iceTransportPolicy }: RTCConfiguration): boolean {
    return this.made.iceTransportPolicy === iceTransportPolicy;
  }

  /**
   * Begins an ICE restart with the servers that hold now. They are set right before it, because servers that differ make the next
   * negotiation an ICE restart by themselves (RFC 9429 section 4.1.18).
   */
  restartIce(): void {
    if (this.scope.ended) return;
    this.configureRestart();
    this.connection.restartIce();
  }

  /** Closes it for good and lets the tracks go. */
  close(): void {
    this.scope.end();
  }

  private listen(): void {
    const { connection, scope } = this;
    const on = (type: string, next: () => void) =>
      scope.listen(fromEvent(connection as unknown as EventTarget, type), next);
    on('negotiationneeded', () => void this.negotiator.offer().catch((error) => this.failed('offer', error)));
    on('connectionstatechange', () => this.state.next(connection.connectionState));
  }

  /** Audio, video and the data channel, before the first own description: made for an offer, taken from it for an answer. */
  private setUp(how: 'add' | 'take'): void {
    if (this.transceivers.areSetUp) return;
    this.transceivers[how]();
    const init = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };
    const channel = this.connection.createDataChannel('holdfast', init);
    const { pulse$, isRelayOnly, drops } = this.options;
    const take = (message: InBandRequest) => this.takeInBand(message);
    this.channel = new PeerChannel(this.scope, { channel, pulse$, take, isRelayOnly, drops });
    this.contact.listenTo(this.channel);
  }

  private configureRestart(): void {
    try {
      // also at the other side's restart: it may come before the connection that a stricter choice calls for
      this.connection.setConfiguration(inTurn(this.options.configuration(), this.agreements));
    } catch (error) {
      // servers that the browser can't read: the restart goes with those it has
      this.failed('setConfiguration', error);
    }
  }

  private takeInBand(message: InBandRequest): number | null {
    if (message.event !== 'signal') {
      this.told.next(message);
      return null;
    }
    if (message.payload.connectionId === formatConnectionId(this.id)) this.receive(message.payload, 'in-band');
    else this.options.drops.count('not-yours');
    return this.lastTaken;
  }

  private async apply({ description, candidates, way }: SignalBody & { readonly way: Way }): Promise<void> {
    if (this.scope.ended) return;
    try {
      if (description !== undefined) {
        if (description.type === 'offer') this.courier.offerCame = way;
        const isAgain = this.connection.remoteDescription !== null;
        const { said } = this.outbox;
        const taken = await this.negotiator.take(description);
        if (taken === 'over') return;
        if (taken === 'taken') {
          this.agreements += 1;
          this.outbox.descriptionTaken(description.type, said);
          if (description.type === 'offer' && isAgain) this.restarted.next();
        }
      }
      if (candidates !== undefined) await this.negotiator.add(candidates);
    } catch (error) {
      this.options.drops.count('not-applicable');
      this.failed('signal', error);
    }
  }

  /** The browser refused something on a connection that is still wanted: the ladder gets it going again. */
  private failed(step: string, error: unknown): void {
    if (this.scope.ended) return;
    this.candidates.release();
    this.options.log.warn('connection step failed', { step, error: errorName(error) });
  }
}
