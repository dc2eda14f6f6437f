import {
  formatConnectionId,
  type ConnectionId,
  type HeldConnection,
  type Notices,
  type Signal,
  type WarmOffer,
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
import type { PreparedOffer } from '../warm/prepared-offer';
import { Generations } from './generations';
import { isEarlier, type Pair } from './pair';

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
 * One peer as it is heard and seen: shows the last connection that was connected until a newer one is, and lets the recovery ladder
 * act on the current one.
 */
export class RemotePeer {
  readonly view$: Behavior<PeerView>;
  private readonly view = new MutableBehavior<PeerView>(NOTHING);
  private readonly recovery: Recovery;
  private readonly generations: Generations;
  /** The last one that was connected: what is heard and seen. It may be of an older generation, or of an older page of the peer. */
  private shown: Connection | null = null;

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
    const canSignal = () => this.canSignal();
    this.recovery = new Recovery(scope, {
      patience: dependencies.patience,
      jitter: dependencies.jitter,
      canSignal,
      restartIce: () => this.restartIce(),
      renew: () => this.generations.renew(),
    });
    this.generations = new Generations(scope, pair, {
      iceServers: dependencies.iceServers,
      drops: dependencies.drops,
      canSignal,
      make: (id, opening) => this.make(id, opening),
      handOver: (id, offer) => offer.handOver(callScope, id, (n, body) => this.post(id, n, body)),
      began: (connection) => {
        this.watch(connection);
        scope.listen(connection.restarted$, () => this.recovery.happened('restarted-by-peer'));
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
      this.generations.current?.close();
      this.shown?.close();
    });
  }

  /** The current connection, as the handshake tells the other side of it. */
  get held(): HeldConnection | null {
    return this.generations.held;
  }

  /** Whether media arrives from this peer now, on any connection. */
  get isReceiving(): boolean {
    return [this.shown, this.generations.current].some((connection) => connection?.state$.value === 'connected');
  }

  /** The seats as the roster has them now. */
  update(pair: Pair): void {
    this.pair = pair;
    this.generations.update(pair);
    const hasNone = this.generations.current === null && this.shown === null;
    if (pair.peer.state === 'away' && hasNone) this.recovery.happened('closed');
  }

  /** This page was just joined and the peer was there already, or the peer has just come. */
  meet(offer?: WarmOffer): void {
    this.generations.meet(offer);
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

  /** Signals get through, or the machine has another network: whatever waits for its next try tries now. */
  wayOpened(): void {
    this.recovery.happened('way-opened');
  }

  /**
   * Other addresses may be used than before: an ICE restart brings that about while the call goes on. Where no signal gets through, it
   * waits for the next one that does.
   */
  reconfigure(): void {
    const { current } = this.generations;
    if (current === null || current.follows(this.dependencies.iceServers.configuration) || !this.canSignal()) return;
    this.restartIce();
  }

  /** The own way to the server is known to work: what waits for that goes on. */
  signalingProven(): void {
    this.generations.current?.resendUnacked();
    this.wayOpened();
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
    this.generations.giveAway(shown);
    return shown;
  }

  /** Closes every connection and ends. */
  end(): void {
    this.scope.end();
  }

  private canSignal(): boolean {
    return this.dependencies.isJoined() && this.pair.peer.state === 'present';
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
    const { current } = this.generations;
    if (connection !== current && connection !== this.shown) return;
    if (state === 'connected') {
      if (connection === current && connection !== this.shown) {
        this.shown?.close();
        this.shown = connection;
      }
      this.recovery.happened('connected');
      this.look();
    } else if (this.isReceiving) return;
    else if (state === 'disconnected' || state === 'failed') {
      this.recovery.happened(state === 'failed' ? 'given-up' : 'contact-lost');
    }
  }

  private restartIce(): void {
    const { current } = this.generations;
    const { iceServers } = this.dependencies;
    if (current === null) return this.generations.renew();
    if (iceServers.isFresh) current.restartIce(iceServers.configuration);
    else void iceServers.freshConfiguration().then((configuration) => current.restartIce(configuration));
  }

  private look(): void {
    const seen = this.shown ?? this.generations.current;
    const { audio, video } = seen?.tracks$.value ?? NOTHING;
    const view = { connection: this.recovery.rung$.value, path: seen?.path$.value ?? null, audio, video };
    const known = this.view.value;
    const isSame = (Object.keys(view) as (keyof PeerView)[]).every((key) => view[key] === known[key]);
    if (!isSame) this.view.next(view);
  }
}
