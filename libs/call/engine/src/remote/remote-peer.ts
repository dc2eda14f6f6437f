import {
  formatConnectionId,
  type ConnectionId,
  type HeldConnection,
  type InBand,
  type Notice,
  type Notices,
  type WarmOffer,
} from '@holdfast/protocol';
import { Subject, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import { Connection, type Opening } from '../connection/connection';
import type { Contact } from '../connection/contact-watch';
import type { ServerWay } from '../connection/courier';
import type { SignalBody } from '../connection/signal-outbox';
import type { InBandBody } from '../in-band/peer-channel';
import type { Peer } from '../peer';
import { errorName } from '../ports/log';
import type { LadderEvent } from '../recovery/ladder';
import { Recovery } from '../recovery/recovery';
import type { Scope } from '../scope';
import type { PreparedOffer } from '../warm/prepared-offer';
import { Generations } from './generations';
import { isEarlier, isOfToday, type Pair } from './pair';
import type { RemoteDependencies } from './remote-dependencies';

/** What a page sees of the connection to a peer. */
export type PeerView = Pick<Peer, 'connection' | 'isReceiving' | 'path' | 'audio' | 'video'>;

const NOTHING: PeerView = { connection: 'none', isReceiving: false, path: null, audio: null, video: null };

/**
 * One peer as it is heard and seen: shows the last connection that was connected until a newer one is, and lets the recovery ladder
 * act on the current one.
 */
export class RemotePeer {
  readonly view$: Behavior<PeerView>;
  /** What the peer tells over a connection, as the server would tell it. */
  readonly notices$: Observable<Notice>;
  private readonly view = new MutableBehavior<PeerView>(NOTHING);
  private readonly notices = new Subject<Notice>();
  private readonly recovery: Recovery;
  private readonly generations: Generations;
  /** The last one that was connected: what is heard and seen. It may be of an older generation, or of an older page of the peer. */
  private shown: Connection | null = null;
  /** The one that counts as of the peer's page though its seats are others: it came from, or has outlived, an older seat of that page. */
  private adopted: Connection | null = null;

  /**
   * @param scope ends with the peer
   * @param callScope what connections live in: one of them may be handed over to the same person's next seat
   */
  constructor(
    private readonly scope: Scope,
    private readonly callScope: Scope,
    private pair: Pair,
    private readonly dependencies: RemoteDependencies,
  ) {
    this.view$ = this.view;
    this.notices$ = this.notices;
    const { patience, jitter, iceServers, drops } = dependencies;
    const canSignal = () => this.canSignal();
    this.recovery = new Recovery(scope, {
      patience,
      jitter,
      ways: () => ({ toServer: canSignal(), inBand: this.carriesInBand }),
      restartIce: () => this.restartIce(),
      renew: () => this.generations.renew(),
    });
    this.generations = new Generations(scope, pair, {
      iceServers,
      drops,
      canSignal,
      make: (id, opening) => this.make(id, opening),
      handOver: (id, offer) => offer.handOver(id, this.serverWay(id)),
      began: (connection) => {
        this.watch(connection);
        scope.listen(connection.restarted$, () => {
          if (this.isBeyondRestart(connection)) this.generations.renew();
          else this.recovery.happened('restarted-by-peer');
        });
      },
      letGo: (connection) => connection !== this.shown && connection.close(),
      opened: () => this.recovery.happened('opened'),
      wayOpened: () => {
        this.recovery.happened('way-opened');
        this.reconfigure();
      },
      post: (id, n, body) => this.post(id, n, body),
    });
    scope.listen(this.recovery.rung$, () => this.look());
    scope.atEnd(() => {
      for (const connection of this.connections) connection.close();
      this.notices.complete();
    });
  }

  /** The current connection, as the handshake tells the other side of it. */
  get held(): HeldConnection | null {
    return this.generations.held;
  }

  /** Whether beats or bytes arrive from this peer now, on any connection: it is there, also where it does not hear this page. */
  get isReceiving(): boolean {
    return this.connections.some(({ isReceiving }) => isReceiving);
  }

  /** Whether one of the connections works: the peer reaches this page, and this page the peer. */
  get isReached(): boolean {
    return this.connections.some(({ contact$ }) => contact$.value === 'alive');
  }

  /** Whether what is sent over the newest connection arrives. */
  get carriesInBand(): boolean {
    return this.generations.current?.carriesInBand ?? false;
  }

  /** The seats as the roster has them now. */
  update(pair: Pair): void {
    this.pair = pair;
    this.generations.update(pair);
    if (pair.peer.state === 'away' && this.connections.length === 0) this.recovery.happened('closed');
    this.look();
  }

  /** The seat was given up while its page still comes through: what plays stays that page's, whatever the own seat is by now. */
  departed(pair: Pair): void {
    if (this.plays) this.adopted = this.shown;
    this.update(pair);
  }

  /**
   * This page was just joined and the peer was there already, or the peer has just come.
   * @returns resolves once the offer that came with the peer is answered or can't be; `null` where there is none to answer
   */
  meet(offer?: WarmOffer): Promise<unknown> | null {
    return this.generations.meet(offer);
  }

  /** This page's offer has reached the peer with the handshake; `null` where it can't be used any more. */
  offered(offer: PreparedOffer | null): void {
    this.generations.offered(offer);
  }

  /** The peer is back: compares what it has with what is here. */
  compare(held: HeldConnection | undefined): void {
    this.generations.compare(held);
  }

  /** Takes a signal of the peer to the connection it is about. */
  receive(signal: Notices['signaled']): void {
    this.generations.receive(signal);
  }

  /** The own way to the server is known to work: what waits for that goes on. */
  signalingProven(): void {
    this.generations.current?.resendUnacked();
    this.recovery.happened('way-opened');
    this.reconfigure();
  }

  /** The machine has a network again, or another one. */
  networkChanged(): void {
    this.suspect();
    if (!this.canSignal()) this.recovery.happened('moved');
    else if (this.recovery.rung$.value !== 'connected') this.dependencies.suspectSignaling();
  }

  /** The own link to the server, or the peer's, was cut: the path may be gone with it, and what is to be told goes over it while it lives. */
  linkCut(): void {
    this.suspect();
    this.tellPresence();
  }

  /** Tells what this page shows of itself over a connection, where the server can't. */
  tellPresence(): void {
    void this.tell({ event: 'update', payload: { presence: this.dependencies.presence() } });
  }

  /** Says that this page leaves, beside the server, whose link may be dead and not known to be; resolves when the peer knows. */
  sayLeave(): Promise<void> | null {
    return this.carrier?.tell({ event: 'leave' }) ?? null;
  }

  /**
   * Other addresses may be used than before: a new connection brings that about while the old one carries the call. Not an ICE restart:
   * Chromium keeps the ports it has and pairs them with new candidates. Where no signal gets through, it waits for the next that does.
   */
  reconfigure(): void {
    const { iceServers } = this.dependencies;
    const isDue = () => {
      const { current } = this.generations;
      return current !== null && !current.follows(iceServers.configuration) && this.canSignal() && !this.scope.ended;
    };
    // this side's relays too have to last, whichever side makes the offer
    if (isDue()) void iceServers.refresh().then(() => isDue() && this.generations.renew());
  }

  /** Takes over what is heard and seen from an older seat of the same page. */
  adopt(connection: Connection): void {
    this.shown = this.adopted = connection;
    this.watch(connection);
  }

  /** Gives away the connection that is heard and seen, if it still works. */
  handOver(): Connection | null {
    const { shown } = this;
    if (shown === null || shown.contact$.value !== 'alive') return null;
    this.shown = null;
    this.generations.giveAway(shown);
    return shown;
  }

  /** Closes every connection and ends. */
  end(): void {
    this.scope.end();
  }

  private get connections(): readonly Connection[] {
    const { current } = this.generations;
    return [this.shown, current === this.shown ? null : current].filter((connection) => connection !== null);
  }

  private canSignal(): boolean {
    return this.dependencies.isJoined() && this.pair.peer.state === 'present';
  }

  private suspect(): void {
    for (const connection of this.connections) connection.suspect();
  }

  private tell(body: InBandBody): Promise<void> | null {
    return (this.canSignal() ? undefined : this.carrier)?.tell(body) ?? null;
  }

  /** The connection over which the peer can be told something now. */
  private get carrier(): Connection | undefined {
    return this.connections.find(({ carriesInBand }) => carriesInBand);
  }

  private make(id: ConnectionId, opening: Opening): Connection | null {
    const { createConnection, media, iceServers, pulse$, patience, messageBytes, drops, log } = this.dependencies;
    const connectionId = formatConnectionId(id);
    const scope = this.callScope.child();
    try {
      const connection = new Connection(scope, {
        id,
        opening,
        polite: !isEarlier(this.pair),
        configuration: () => iceServers.configuration,
        isRelayOnly: () => iceServers.isRelayOnly,
        createConnection,
        media,
        pulse$,
        patience,
        messageBytes,
        server: this.serverWay(id),
        drops,
        log,
      });
      log.info('connection opened', { connectionId, opening });
      return connection;
    } catch (error) {
      // the browser makes none: too many at once, or servers that it can't read. The ladder tries again
      scope.end();
      log.error('connection not made', { connectionId, error: errorName(error) });
      return null;
    }
  }

  private serverWay(id: ConnectionId): ServerWay {
    return { post: (n, body) => this.post(id, n, body), canSignal: () => this.canSignal() };
  }

  private post(id: ConnectionId, n: number, body: SignalBody): Promise<unknown> {
    return this.dependencies.post({ to: this.pair.peer.id, connectionId: formatConnectionId(id), n, ...body });
  }

  private watch(connection: Connection): void {
    this.scope.listen(connection.contact$, (contact) => this.contactChanged(connection, contact));
    this.scope.listen(connection.hearing$, () => this.look());
    this.scope.listen(connection.path$, () => this.look());
    this.scope.listen(connection.tracks$, () => this.look());
    this.scope.listen(connection.told$, (message) => this.told(connection, message));
  }

  private contactChanged(connection: Connection, contact: Contact): void {
    if (!this.connections.includes(connection)) return;
    if (contact === 'alive') this.reached(connection);
    else if (contact !== 'none' && !this.isReached) {
      this.recovery.happened(this.lossOf(connection, contact));
      this.dependencies.suspectSignaling();
    }
    this.look();
  }

  private lossOf(connection: Connection, contact: 'lost' | 'failed'): LadderEvent {
    if (contact === 'lost') return 'contact-lost';
    const { current } = this.generations;
    // an older one is no reason to replace the newest
    const isNewest = current === null || current === connection;
    return isNewest && this.isBeyondRestart(connection) ? 'beyond-restart' : 'given-up';
  }

  private reached(connection: Connection): void {
    const { current } = this.generations;
    if (connection === this.shown) this.dependencies.contactReturned();
    else {
      this.shown?.close();
      this.shown = connection;
    }
    // an older one that works again is what is seen; the ladder goes on until the newest does, so that both sides end with the same one
    if (current === null || current === connection) this.recovery.happened('connected');
  }

  /** What the peer tells over a connection counts for the seat and the page that the connection is of. */
  private told(connection: Connection, message: InBand['update'] | InBand['leave']): void {
    const { peer } = this.pair;
    const { id } = peer;
    const isOfPage = connection === this.adopted || isOfToday(this.pair, connection.id);
    if (!isOfPage) return this.dependencies.drops.count('other-incarnation');
    if (message.event === 'leave') return this.notices.next({ event: 'peer-left', payload: { id, reason: 'left' } });
    const { presence } = message.payload;
    this.notices.next({ event: 'peer-updated', payload: { id, incarnation: peer.incarnation, presence } });
  }

  private isBeyondRestart({ hasFailed }: Connection): boolean {
    return hasFailed && !this.dependencies.restartHealsFailure;
  }

  private restartIce(): void {
    const { current } = this.generations;
    const { iceServers } = this.dependencies;
    if (current === null || this.isBeyondRestart(current)) return this.generations.renew();
    if (iceServers.isFresh) current.restartIce();
    else void iceServers.refresh().then(() => current.restartIce());
  }

  private look(): void {
    const seen = this.shown ?? this.generations.current;
    const { audio, video } = seen?.tracks$.value ?? NOTHING;
    const connection = this.plays ? 'connected' : this.recovery.rung$.value;
    const { isReceiving } = this;
    const view = { connection, isReceiving, path: seen?.path$.value ?? null, audio, video };
    const known = this.view.value;
    const isSame = (Object.keys(view) as (keyof PeerView)[]).every((key) => view[key] === known[key]);
    if (!isSame) this.view.next(view);
  }

  /** Whether what is heard and seen goes on, while a newer connection may be on its way. That of an older page is only a last picture. */
  private get plays(): boolean {
    const { shown } = this;
    if (shown === null || shown.contact$.value !== 'alive') return false;
    return shown === this.adopted || isOfToday(this.pair, shown.id);
  }
}
