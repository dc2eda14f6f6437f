import {
  LIMITS,
  PROTOCOL_VERSION,
  TIMES,
  randomId,
  type Handshake,
  type Notice,
  type Participant,
  type RoomStatus,
} from '@holdfast/protocol';
import { interval, share } from 'rxjs';
import { MutableBehavior, type Behavior } from './behavior';
import type { Call, CallState, EndReason, SignalingState } from './call';
import type { CallDependencies } from './call-dependencies';
import { IceServers } from './connection/ice-servers';
import { Drops } from './drops';
import { seededJitter } from './jitter';
import type { Peer } from './peer';
import { calmAttemptPatience } from './policies/attempt-patience';
import { calmBackOff } from './policies/back-off';
import { calmEchoTimeOut } from './policies/echo-time-out';
import { calmPatience } from './policies/patience';
import { silentLog, type Log } from './ports/log';
import { PULSE_MS } from './ports/pulse';
import { alwaysGranted, type HeldSeatLock } from './ports/seat-lock';
import type { Transport } from './ports/transport';
import type { RemoteDependencies } from './remote/remote-dependencies';
import { RemotePeers } from './remote/remote-peers';
import { PresencePublisher } from './roster/presence-publisher';
import { reduceRoster, type Roster } from './roster/roster';
import { Scope } from './scope';
import { Seat } from './signaling/seat';
import { SignalingClient } from './signaling/signaling-client';
import { LockAhead } from './warm/lock-ahead';
import { OfferPreparation } from './warm/offer-preparation';

/**
 * Makes the call of one page with one room. Nothing is opened before `prepare` or `join`.
 * @param room the id of the room; see `isRoomId`
 */
export function createCall(room: string, dependencies: CallDependencies): Call {
  return new RoomCall(room, dependencies);
}

/** How often what is stored of the seat is written anew, in ms: a page that is opened again sees how long ago this one was in the call. */
const FRESHEN_MS = 30_000;

/** How long the document before a reload may still hold the seat's lock, in ms. */
const HAND_OVER_MS = 1_000;

/** For how much longer a page that would have joined by itself waits for the other one to go, in ms. */
const OUTWAIT_MS = 10_000;

/** Composes the parts: who is asked what, and in which order. Decides only where this page stands with the room. */
class RoomCall implements Call {
  readonly state$: Behavior<CallState>;
  readonly signaling$: Behavior<SignalingState>;
  readonly self$: Behavior<Participant | null>;
  readonly peers$: Behavior<readonly Peer[]>;
  readonly hasRelay$: Behavior<boolean | null>;
  readonly resumable: { readonly name: string } | null;

  private readonly state = new MutableBehavior<CallState>({ phase: 'idle' });
  private readonly self = new MutableBehavior<Participant | null>(null);
  private readonly peers = new MutableBehavior<readonly Peer[]>([]);
  private readonly scope: Scope;
  private readonly log: Log;
  private readonly transport: Transport;
  private readonly seat: Seat;
  private readonly lock: LockAhead;
  private readonly pageId: string;
  private readonly signaling: SignalingClient;
  private readonly presence: PresencePublisher;
  private readonly iceServers: IceServers;
  private readonly offers: OfferPreparation;
  private readonly remoteDependencies: RemoteDependencies;
  private name = '';
  private isWarm = false;
  /** How large a message may be, as the server said last, in bytes. */
  private messageBytes: number = LIMITS.messageBytes;
  private roster: Roster | null = null;
  /** The peers of one stay in the room, from the join to the end. */
  private stay: { readonly scope: Scope; readonly connections: Scope; readonly remotes: RemotePeers } | null = null;
  /** A `leave` that waits for its ack. */
  private leaving: Promise<void> | null = null;

  constructor(
    readonly room: string,
    dependencies: CallDependencies,
  ) {
    const { transport, createConnection, storage, lock = alwaysGranted, media } = dependencies;
    const {
      restartHealsFailure = true,
      random,
      scheduler,
      pulse$ = interval(PULSE_MS, scheduler),
      policies,
      log = silentLog,
    } = dependencies;
    const scope = (this.scope = new Scope(scheduler));
    const jitter = seededJitter(random);
    const drops = new Drops(log);
    this.log = log;
    this.transport = transport;
    this.seat = new Seat(room, storage, random);
    this.lock = new LockAhead(scope, lock, room);
    this.pageId = randomId(random);
    this.signaling = new SignalingClient(scope.child(), {
      transport,
      handshake: () => this.handshake(),
      isReceiving: (seat) => this.stay?.remotes.isReceiving(seat) ?? false,
      pageId: this.pageId,
      policies: {
        backOff: calmBackOff,
        attemptPatience: calmAttemptPatience,
        echoTimeOut: calmEchoTimeOut,
        ...policies,
      },
      jitter,
      drops,
      log,
    });
    const isJoined = () => this.signaling.isJoined;
    this.presence = new PresencePublisher(
      scope,
      media,
      isJoined,
      (update) => this.signaling.request('update', update),
      () => this.stay?.remotes.tellPresence(),
    );
    this.iceServers = new IceServers(
      () => scheduler.now(),
      () => this.signaling.request('renew-ice', {}),
    );
    const patience = policies?.patience ?? calmPatience;
    const ticks$ = pulse$.pipe(share());
    this.offers = new OfferPreparation(scope.child(), {
      createConnection,
      media,
      pulse$: ticks$,
      messageBytes: () => this.messageBytes,
      patience,
      iceServers: this.iceServers,
      drops,
      log,
    });
    this.remoteDependencies = {
      createConnection,
      media,
      iceServers: this.iceServers,
      patience,
      pulse$: ticks$,
      messageBytes: () => this.messageBytes,
      findAddresses: dependencies.findAddresses,
      restartHealsFailure,
      jitter,
      drops,
      log,
      isJoined,
      presence: () => this.presence.presence,
      post: (signal) => this.signaling.request('signal', signal),
      suspectSignaling: () => this.signaling.suspect(),
      contactReturned: () => this.signaling.tryNow(),
    };
    this.state$ = this.state;
    this.signaling$ = this.signaling.state$;
    this.self$ = this.self;
    this.peers$ = this.peers;
    this.hasRelay$ = this.iceServers.hasRelay$;
    const { joinedAs } = this.seat;
    this.resumable = joinedAs === undefined ? null : { name: joinedAs };
    scope.listen(this.signaling.notices$, (notice) => this.follow(notice));
    scope.listen(this.signaling.cut$, () => this.stay?.remotes.linkCut());
    scope.listen(this.signaling.proven$, () => {
      this.stay?.remotes.signalingProven();
      this.presence.wayOpened();
    });
    scope.listen(this.signaling.refused$, (refusal) => {
      if (this.stay === null) return;
      this.seat.givenUp();
      this.endStay();
      this.become({ phase: 'refused', refusal });
    });
  }

  prepare(warm: boolean): void {
    this.isWarm = warm;
    if (warm) this.transport.warm();
    else this.transport.cool();
  }

  prepareOffer(room: RoomStatus | null): void {
    // a page that comes back to its seat has no use for one: the server hands none over
    const hasUse = this.stay === null && this.seat.joinedAs === undefined && !this.scope.ended;
    if (hasUse) this.offers.prepare(room);
  }

  expectJoin(): void {
    const { phase } = this.state.value;
    if (phase !== 'joining' && phase !== 'joined') this.lock.expect();
  }

  join(name: string): void {
    const { phase } = this.state.value;
    if (this.scope.ended || phase === 'joining' || phase === 'joined') return;
    this.name = name;
    const waitMs = this.seat.joinedAs === undefined ? 0 : HAND_OVER_MS;
    void this.claim(this.lock.acquire(wasTakenOver(this.state.value) ? 'steal' : { waitMs }));
  }

  takeOver(): void {
    if (!this.scope.ended && this.state.value.phase === 'elsewhere') void this.claim(this.lock.acquire('steal'));
  }

  leave(): Promise<void> {
    const { phase } = this.state.value;
    if (phase !== 'joining' && phase !== 'joined') return this.leaving ?? Promise.resolve();
    this.endStay(this.stay?.remotes.sayLeave() ?? null);
    this.seat.givenUp();
    // one that a join has cancelled is still under way
    const leaving = (this.leaving ??= this.signaling.leave().then(() => {
      this.leaving = null;
    }));
    this.become({ phase: 'ended', reason: 'left' });
    return leaving;
  }

  relayOnly(only: boolean): void {
    this.iceServers.chooseOnlyRelays(only);
    this.offers.renew();
    this.stay?.remotes.reconfigure();
  }

  pageHidden(): void {
    // not answered, because nobody is there any more to hear it
    this.signaling.request('closing', {}).catch(() => undefined);
  }

  pageShown(): void {
    // the `echo` also takes `closing` back; where the link is gone, the next handshake does
    this.signaling.tryNow();
  }

  networkChanged(): void {
    this.signaling.tryNow();
    if (this.stay === null && this.isWarm) {
      // the warmed connection may lead over the network that is gone
      this.transport.cool();
      this.transport.warm();
    }
    this.offers.renew();
    this.stay?.remotes.networkChanged();
  }

  dispose(): void {
    this.scope.end();
    this.transport.cool();
    this.iceServers.end();
    for (const stream of [this.state, this.self, this.peers]) stream.complete();
  }

  private become(state: CallState): void {
    this.log.info(`call ${state.phase}`, state.phase === 'ended' ? { reason: state.reason } : {});
    this.state.next(state);
  }

  /** Takes the seat, if no other page of this browser has it. The browser is asked first, and looks for the lock while all else is done. */
  private async claim(acquiring: Promise<HeldSeatLock | null>): Promise<void> {
    this.become({ phase: 'joining' });
    const { scope } = this.beginStay();
    this.seat.key();
    const held = await acquiring;
    if (scope.ended) return held?.release();
    if (held === null) {
      this.endStay();
      this.become({ phase: 'elsewhere' });
      return this.outwait();
    }
    scope.atEnd(() => held.release());
    scope.listen(held.lost$, () => this.end('seat-taken'));
    scope.listen(interval(FRESHEN_MS, scope.scheduler), () => this.seat.keepFresh());
    // a `leave` that is under way comes first, so that it can't end the seat that is taken now
    await this.leaving;
    if (!scope.ended) this.signaling.open();
  }

  /**
   * The page that has the seat may be on its way out, such as a tab that has just crashed: where it goes, a tab that was opened in its place
   * follows. A duplicate of a tab that lives does not.
   */
  private async outwait(): Promise<void> {
    if (!this.seat.isInherited) return;
    const held = await this.lock.acquire({ waitMs: OUTWAIT_MS });
    // one that has left meanwhile has said so in what both read
    const isWanted = !this.scope.ended && this.state.value.phase === 'elsewhere' && this.seat.isInherited;
    if (held !== null && isWanted) await this.claim(Promise.resolve(held));
    else held?.release();
  }

  private handshake(): Handshake {
    const { ticket } = this.seat;
    const { presence } = this.presence;
    const offer = this.offers.tell();
    if (offer !== undefined && this.state.value.phase === 'joining')
      this.state.next({ phase: 'joining', offered: true });
    return {
      protocol: PROTOCOL_VERSION,
      room: this.room,
      seatKey: this.seat.key(),
      pageId: this.pageId,
      name: this.name,
      presence,
      ...(ticket === undefined ? {} : { ticket: ticket.slice(0, LIMITS.ticketLength) }),
      connections: this.stay?.remotes.held ?? {},
      ...(offer === undefined ? {} : { offer }),
    };
  }

  private follow(notice: Notice): void {
    const { stay } = this;
    // what still comes on a link that is being left is not about the next stay
    if (stay === null || this.leaving !== null) return;
    switch (notice.event) {
      case 'joined':
        this.messageBytes = notice.payload.limits.messageBytes;
        this.iceServers.keep(notice.payload);
        this.iceServers.keepFresh(stay.scope);
        this.iceServers.allowOnlyRelays(notice.payload.room.relayOnly);
        this.seat.taken(this.name);
        if (notice.payload.ticket !== undefined) this.seat.keepTicket(notice.payload.ticket);
        break;
      case 'ticket':
        return this.seat.keepTicket(notice.payload.ticket);
      case 'seat-taken':
        return this.end('seat-taken');
      case 'room-closed':
        return this.end('room-closed');
      case 'peer-left':
        if (notice.payload.id === this.roster?.self.id) return this.end('removed');
    }
    this.roster = reduceRoster(this.roster, notice);
    if (this.roster === null) return;
    this.self.next(this.roster.self);
    stay.remotes.follow(notice, this.roster);
    if (notice.event !== 'joined') return;
    const fate = notice.payload.offer;
    const offer = this.offers.settle(fate);
    if (fate !== undefined && 'deliveredTo' in fate) stay.remotes.offered(fate.deliveredTo, offer);
    if (this.state.value.phase === 'joining') this.become({ phase: 'joined' });
    this.presence.handshakeTold(notice.payload.self.presence.version);
  }

  private beginStay(): { readonly scope: Scope } {
    const scope = this.scope.child();
    const connections = this.scope.child();
    const remotes = new RemotePeers(connections, this.remoteDependencies);
    this.stay = { scope, connections, remotes };
    scope.listen(remotes.peers$, (peers) => this.peers.next(peers));
    scope.listen(remotes.notices$, (notice) => this.follow(notice));
    return this.stay;
  }

  /** @param farewell what the connections are kept for a moment longer: peers are told over them that this page leaves */
  private endStay(farewell: Promise<unknown> | null = null): void {
    const { stay } = this;
    this.stay = null;
    this.offers.end();
    this.roster = null;
    stay?.scope.end();
    const hangUp = () => stay?.connections.end();
    if (farewell === null) hangUp();
    else {
      stay?.connections.after(TIMES.leaveTimeout, hangUp);
      void farewell.then(hangUp);
    }
    this.self.next(null);
    this.peers.next([]);
  }

  /** It is over for this page until somebody joins again. */
  private end(reason: EndReason): void {
    if (reason === 'seat-taken') this.seat.takenOver();
    else this.seat.givenUp();
    this.endStay();
    this.signaling.close();
    this.become({ phase: 'ended', reason });
  }
}

/** Whether another page has the seat because it took it: who joins again wants it back. */
function wasTakenOver(state: CallState): boolean {
  return state.phase === 'ended' && state.reason === 'seat-taken';
}
