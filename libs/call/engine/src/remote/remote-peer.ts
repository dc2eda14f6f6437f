import {
  compareConnectionIds,
  formatConnectionId,
  parseConnectionId,
  type ConnectionId,
  type HeldConnection,
  type Notices,
  type Signal,
} from '@holdfast/protocol';
import { MutableBehavior, type Behavior } from '../behavior';
import { Connection, type Opening } from '../connection/connection';
import type { IceServers } from '../connection/ice-servers';
import type { SignalBody } from '../connection/signal-outbox';
import type { Drops } from '../drops';
import type { Jitter } from '../jitter';
import type { OutgoingMedia } from '../media/local-media';
import type { Peer } from '../peer';
import type { PatiencePolicy } from '../policies/patience';
import { errorName, type Log } from '../ports/log';
import type { PeerConnectionFactory } from '../ports/peer-connection';
import { Recovery } from '../recovery/recovery';
import type { Scope } from '../scope';
import { idOf, isEarlier, isOfToday, type Pair } from './generations';

/** What the connections to every peer of a call share. */
export interface RemoteDependencies {
  readonly createConnection: PeerConnectionFactory;
  readonly media: OutgoingMedia;
  readonly iceServers: IceServers;
  readonly patience: PatiencePolicy;
  readonly jitter: Jitter;
  readonly drops: Drops;
  readonly log: Log;
  /** Whether the own link to the server is joined. */
  readonly isJoined: () => boolean;
  readonly post: (signal: Signal) => Promise<unknown>;
  /** Nothing arrives from a peer: whether it is the own way to the server too is found out. */
  readonly suspectSignaling: () => void;
}

/** What a page sees of the connection to a peer. */
export type PeerView = Pick<Peer, 'connection' | 'path' | 'audio' | 'video'>;

const NOTHING: PeerView = { connection: 'none', path: null, audio: null, video: null };

/**
 * The connections to one seat, over all its generations: decides which one counts, opens or asks for the next, and shows the last one
 * that was connected until the newer one is.
 */
export class RemotePeer {
  readonly view$: Behavior<PeerView>;
  private readonly view = new MutableBehavior<PeerView>(NOTHING);
  private readonly recovery: Recovery;
  /** The newest connection between the two pages of today. */
  private current: Connection | null = null;
  /** The last one that was connected: what is heard and seen. It may be of an older generation, or of an older page of the peer. */
  private shown: Connection | null = null;
  /** The highest generation known between the two pages of today. */
  private generation = 0;

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
    this.recovery = new Recovery(scope, {
      patience: dependencies.patience,
      jitter: dependencies.jitter,
      canSignal: () => this.canSignal(),
      restartIce: () => this.restartIce(),
      renew: () => this.renew(),
    });
    scope.listen(this.recovery.rung$, () => this.look());
    scope.atEnd(() => {
      this.current?.close();
      this.shown?.close();
    });
  }

  /** The current connection, as the handshake tells the other side of it. */
  get held(): HeldConnection | null {
    const { current } = this;
    return current && { connectionId: formatConnectionId(current.id), n: current.lastTaken };
  }

  /** Whether media arrives from this peer now, on any connection. */
  get isReceiving(): boolean {
    return this.shown?.state$.value === 'connected' || this.current?.state$.value === 'connected';
  }

  /** The seats as the roster has them now. Another page in one of them makes the connection between the old ones obsolete. */
  update(pair: Pair): void {
    const before = idOf(this.pair, 0);
    this.pair = pair;
    if (!isOfToday(pair, before)) this.retire();
    if (pair.peer.state === 'away' && this.current === null && this.shown === null) this.recovery.happened('closed');
  }

  /** This page was just joined and the peer was there already, or the peer has just come. */
  meet(): void {
    if (this.current !== null) {
      this.current.resendUnacked();
      this.recovery.happened('way-opened');
      this.reconfigure();
    } else if (this.pair.peer.state === 'present') this.expect();
  }

  /** The peer is back: compares what it has with what is here, whatever the state here says. */
  compare(held: HeldConnection | undefined): void {
    const theirs = held === undefined ? null : parseConnectionId(held.connectionId);
    const { current } = this;
    if (current !== null && theirs !== null && compareConnectionIds(current.id, theirs) === 0) {
      current.resendAfter(held?.n ?? 0);
      this.recovery.happened('way-opened');
      this.reconfigure();
    } else if (isEarlier(this.pair)) {
      if (!this.answersItself()) this.open();
    } else {
      // a page that has none has closed it: the id may begin anew
      if (theirs === null) this.retire();
      this.ask();
    }
  }

  /** Takes a signal of the peer to the connection it is about. */
  receive(signal: Notices['signaled']): void {
    const { drops } = this.dependencies;
    const id = parseConnectionId(signal.connectionId) as ConnectionId;
    if (!isOfToday(this.pair, id)) return drops.count('other-incarnation');
    if (signal.restart === true) return this.takeAsking(id);
    if (id.generation < Math.max(1, this.generation)) return drops.count('old-generation');
    if (this.current === null || id.generation > this.current.id.generation) {
      if (isEarlier(this.pair)) return drops.count('not-yours');
      this.begin(id, 'answers');
    }
    this.current?.receive(signal);
  }

  /** Whatever waits for its next try tries now. */
  networkChanged(): void {
    this.recovery.happened('way-opened');
  }

  /**
   * Other addresses may be used than before: an ICE restart brings that about while the call goes on. Where no signal gets through, it
   * waits for the next one that does.
   */
  reconfigure(): void {
    const { current, dependencies } = this;
    if (current === null || current.follows(dependencies.iceServers.configuration) || !this.canSignal()) return;
    this.restartIce();
  }

  /** The own way to the server is known to work: what waits for that goes on. */
  signalingProven(): void {
    this.recovery.happened('way-opened');
  }

  /** Takes over what is heard and seen from an older seat of the same page. */
  adopt(connection: Connection): void {
    this.shown = connection;
    this.watch(connection);
  }

  /** Gives away the connection that is heard and seen, if it still works. */
  handOver(): Connection | null {
    const { shown } = this;
    if (shown === null || shown.state$.value !== 'connected') return null;
    this.shown = null;
    if (this.current === shown) this.current = null;
    return shown;
  }

  /** Closes every connection and ends. */
  end(): void {
    this.scope.end();
  }

  private canSignal(): boolean {
    return this.dependencies.isJoined() && this.pair.peer.state === 'present';
  }

  /** The connection is no longer one between the pages of today; what it shows stays until there is something newer. */
  private retire(): void {
    if (this.current !== this.shown) this.current?.close();
    this.current = null;
    this.generation = 0;
  }

  /** A first connection is due: the earlier seat opens it, the later waits for the offer as long as for one that was sent. */
  private expect(): void {
    if (isEarlier(this.pair)) this.open();
    else this.recovery.happened('opened');
  }

  private renew(): void {
    if (isEarlier(this.pair)) this.open();
    else this.ask();
  }

  private open(): void {
    if (!this.canSignal()) return;
    const id = idOf(this.pair, this.generation + 1);
    if (this.dependencies.iceServers.isFresh) return this.begin(id, 'offers');
    this.recovery.happened('opened');
    void this.dependencies.iceServers.freshConfiguration().then(() => {
      const isNext = isOfToday(this.pair, id) && id.generation === this.generation + 1;
      if (!this.scope.ended && isNext && this.canSignal()) this.begin(id, 'offers');
    });
  }

  /** The later seat asks for the generation after its own connection's. */
  private ask(): void {
    if (!this.canSignal()) return;
    this.recovery.happened('opened');
    if (this.current !== null) this.current.askForNext();
    else this.post(idOf(this.pair, 0), 1, { restart: true }).catch(() => undefined); // not delivered: the ladder asks again
  }

  /** The later seat asks. A generation above its own is the answer, unless it had that one and has lost it (it names none then). */
  private takeAsking(id: ConnectionId): void {
    if (!isEarlier(this.pair)) return this.dependencies.drops.count('not-yours');
    const isAnswered = this.current !== null && this.current.lastTaken > 0;
    if (id.generation >= this.generation || (id.generation === 0 && isAnswered)) this.open();
    else this.current?.resendUnacked();
  }

  /** Whether the current connection is already the next one for the peer: never answered, so its offer goes once more. */
  private answersItself(): boolean {
    const isUnanswered = this.current !== null && this.current.lastTaken === 0;
    if (isUnanswered) this.current?.resendAfter(0);
    return isUnanswered;
  }

  private begin(id: ConnectionId, opening: Opening): void {
    if (this.current !== this.shown) this.current?.close();
    this.current = null;
    this.generation = id.generation;
    this.recovery.happened('opened');
    const connection = this.make(id, opening);
    if (connection === null) return;
    this.current = connection;
    this.watch(connection);
    this.scope.listen(connection.restarted$, () => this.recovery.happened('restarted-by-peer'));
  }

  private make(id: ConnectionId, opening: Opening): Connection | null {
    const { createConnection, media, iceServers, drops, log } = this.dependencies;
    const connectionId = formatConnectionId(id);
    const scope = this.callScope.child();
    try {
      const connection = new Connection(scope, {
        id,
        opening,
        polite: !isEarlier(this.pair),
        configuration: iceServers.configuration,
        isRelayOnly: () => iceServers.isRelayOnly,
        createConnection,
        media,
        post: (n, body) => this.post(id, n, body),
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

  private post(id: ConnectionId, n: number, body: SignalBody): Promise<unknown> {
    return this.dependencies.post({ to: this.pair.peer.id, connectionId: formatConnectionId(id), n, ...body });
  }

  private watch(connection: Connection): void {
    this.scope.listen(connection.state$, (state) => this.connectionChanged(connection, state));
    this.scope.listen(connection.path$, () => this.look());
    this.scope.listen(connection.tracks$, () => this.look());
  }

  private connectionChanged(connection: Connection, state: RTCPeerConnectionState): void {
    if (connection !== this.current && connection !== this.shown) return;
    if (state === 'connected') {
      if (connection === this.current && connection !== this.shown) {
        this.shown?.close();
        this.shown = connection;
      }
      this.recovery.happened('connected');
      this.look();
    } else if (this.isReceiving) return;
    else if (state === 'disconnected') this.recovery.happened('contact-lost');
    else if (state === 'failed') this.recovery.happened('given-up');
  }

  private restartIce(): void {
    const { current, dependencies } = this;
    const { iceServers } = dependencies;
    if (current === null) return this.renew();
    if (iceServers.isFresh) current.restartIce(iceServers.configuration);
    else void iceServers.freshConfiguration().then((configuration) => current.restartIce(configuration));
  }

  private look(): void {
    const seen = this.shown ?? this.current;
    const { audio, video } = seen?.tracks$.value ?? NOTHING;
    const view = { connection: this.recovery.rung$.value, path: seen?.path$.value ?? null, audio, video };
    const known = this.view.value;
    const isSame = (Object.keys(view) as (keyof PeerView)[]).every((key) => view[key] === known[key]);
    if (!isSame) this.view.next(view);
  }
}
