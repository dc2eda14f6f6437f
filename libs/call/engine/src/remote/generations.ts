import {
  compareConnectionIds,
  formatConnectionId,
  parseConnectionId,
  type ConnectionId,
  type HeldConnection,
  type Notices,
  type WarmOffer,
} from '@holdfast/protocol';
import type { Connection, Opening } from '../connection/connection';
import type { IceServers } from '../connection/ice-servers';
import type { SignalBody } from '../connection/signal-outbox';
import type { Drops } from '../drops';
import type { Scope } from '../scope';
import type { PreparedOffer } from '../warm/prepared-offer';
import { Allowance } from './allowance';
import { idOf, isEarlier, isOfToday, type Pair } from './pair';

/** How long the answer to an offer that came with the handshake is waited for, in ms: a page that was frozen meanwhile gives none. */
const ANSWER_MS = 3_000;

/** How many generations in a row the other side may bring about. */
const ASKED_AT_ONCE = 5;
/** How far apart those after them are, in ms; the ladder of either side wants none sooner than 5 s after the last. */
const ASKED_APART_MS = 1_000;

/** What the generations between two seats need of the peer around them. */
export interface GenerationsOptions {
  readonly iceServers: IceServers;
  readonly drops: Drops;
  /** Whether a signal would reach the other side over the server now. */
  readonly canSignal: () => boolean;
  /** Makes the connection of a generation; `null` where the browser makes none. */
  readonly make: (id: ConnectionId, opening: Opening) => Connection | null;
  /** Makes the offer that reached the peer with the handshake a connection of the call. */
  readonly handOver: (id: ConnectionId, offer: PreparedOffer) => Connection;
  /** The connection is the newest from now on. */
  readonly began: (connection: Connection) => void;
  /** A connection that never was connected counts no longer. The one that is shown is for the peer to close. */
  readonly letGo: (connection: Connection) => void;
  /** A connection is being made, or the other side is expected to make one. */
  readonly opened: () => void;
  /** The other side has the current connection too, and signals about it get through (again). */
  readonly wayOpened: () => void;
  readonly post: (id: ConnectionId, n: number, body: SignalBody) => Promise<unknown>;
}

/**
 * Which connection between two seats counts: opens or asks for the next generation, compares after a return, and brings each signal to
 * the connection that it names.
 */
export class Generations {
  private newest: Connection | null = null;
  /** The highest generation known between the two pages of today. */
  private generation = 0;
  /** A connection costs a page more than the message that asks for it costs its sender. */
  private readonly asked: Allowance;

  constructor(
    private readonly scope: Scope,
    private pair: Pair,
    private readonly options: GenerationsOptions,
  ) {
    this.asked = new Allowance(ASKED_AT_ONCE, ASKED_APART_MS, () => scope.scheduler.now());
  }

  /** The newest connection between the two pages of today. */
  get current(): Connection | null {
    return this.newest;
  }

  /** The current connection, as the handshake tells the other side of it. */
  get held(): HeldConnection | null {
    const { newest } = this;
    return newest && { connectionId: formatConnectionId(newest.id), n: newest.lastTaken };
  }

  /** The seats as the roster has them now. Another page in one of them makes the connection between the old ones obsolete. */
  update(pair: Pair): void {
    const before = idOf(this.pair, 0);
    this.pair = pair;
    if (isOfToday(pair, before)) return;
    this.retire();
    // how often a page may be another one the server limits
    this.asked.refill();
  }

  /**
   * This page was just joined and the peer was there already, or the peer has just come.
   * @returns resolves once the offer that came with the peer is answered or can't be; `null` where there is none to answer
   */
  meet(offer?: WarmOffer): Promise<unknown> | null {
    if (this.newest !== null) {
      if (this.newest.isStillborn) {
        this.renew();
        return null;
      }
      // an ack proves a socket, not that the peer has read it, and how far the peer got is told only to who was there when it came back
      const { value: contact } = this.newest.contact$;
      if (contact === 'lost' || contact === 'failed') this.newest.resendAfter(0);
      else this.newest.resendUnacked();
      this.options.wayOpened();
      return null;
    }
    return this.pair.peer.state === 'present' ? this.expect(offer) : null;
  }

  /** This page's offer has reached the peer with the handshake: generation 0. Without an answer in time, the next one is asked for. */
  offered(offer: PreparedOffer | null): void {
    if (isEarlier(this.pair) || this.newest !== null) return offer?.close();
    if (offer === null) return this.ask();
    this.options.opened();
    const connection = this.options.handOver(idOf(this.pair, 0), offer);
    this.follow(connection);
    this.scope.after(ANSWER_MS, () => {
      if (this.newest === connection && connection.lastTaken === 0) this.ask();
    });
  }

  /** The peer is back: compares what it has with what is here, whatever the state here says. */
  compare(held: HeldConnection | undefined): void {
    const theirs = held === undefined ? null : parseConnectionId(held.connectionId);
    const { newest } = this;
    const isStillborn = newest?.isStillborn === true;
    if (newest !== null && !isStillborn && theirs !== null && compareConnectionIds(newest.id, theirs) === 0) {
      newest.resendAfter(held?.n ?? 0);
      this.options.wayOpened();
    } else if (isEarlier(this.pair)) {
      if (isStillborn || !this.answersItself()) this.open();
    } else {
      // a page that has none has closed it: the id may begin anew
      if (theirs === null) this.retire();
      this.ask();
    }
  }

  /** Takes a signal of the peer to the connection it is about. */
  receive(signal: Notices['signaled']): void {
    const { drops } = this.options;
    const id = parseConnectionId(signal.connectionId) as ConnectionId;
    if (!isOfToday(this.pair, id)) return drops.count('other-incarnation');
    if (signal.restart === true) return this.takeAsking(id, signal);
    // generation 0 is no signal's to begin: it comes with the handshake
    const isGone = id.generation === 0 && this.newest?.id.generation !== 0;
    if (isGone || id.generation < this.generation) return drops.count('old-generation');
    if (this.newest === null || id.generation > this.newest.id.generation) {
      if (isEarlier(this.pair)) return drops.count('not-yours');
      if (!this.asked.take()) return drops.count('too-often');
      this.begin(id, 'answers');
    }
    this.newest?.receive(signal);
  }

  /** The next generation is wanted: the earlier seat opens it, the later asks. */
  renew(): void {
    if (isEarlier(this.pair)) this.open();
    else this.ask();
  }

  /** The current connection is given away: there is none any more. */
  giveAway(connection: Connection): void {
    if (this.newest === connection) this.newest = null;
  }

  /** The connection is no longer one between the pages of today. */
  private retire(): void {
    if (this.newest !== null) this.options.letGo(this.newest);
    this.newest = null;
    this.generation = 0;
  }

  /** A first connection is due: the earlier seat answers or opens it, the later waits for the offer as long as for one that was sent. */
  private expect(offer?: WarmOffer): Promise<unknown> | null {
    if (isEarlier(this.pair) && offer !== undefined && this.options.iceServers.isFresh) return this.answer(offer);
    if (isEarlier(this.pair)) this.open();
    else this.options.opened();
    return null;
  }

  /** Takes the offer that came with the peer. What can't be answered is replaced at once. */
  private answer(offer: WarmOffer): Promise<unknown> | null {
    this.begin(idOf(this.pair, 0), 'answers');
    const { newest } = this;
    if (newest === null) return null;
    return newest.answer(offer).then((isAnswered) => {
      if (!isAnswered && newest === this.newest) this.open();
    });
  }

  private open(): void {
    const { canSignal, iceServers, opened } = this.options;
    if (!canSignal()) return;
    const id = idOf(this.pair, this.generation + 1);
    if (iceServers.isFresh) return this.begin(id, 'offers');
    opened();
    void iceServers.refresh().then(() => {
      const isNext = isOfToday(this.pair, id) && id.generation === this.generation + 1;
      if (!this.scope.ended && isNext && canSignal()) this.begin(id, 'offers');
    });
  }

  /** The later seat asks for the generation after its own connection's. */
  private ask(): void {
    const { canSignal, opened, post } = this.options;
    if (!canSignal()) return;
    opened();
    if (this.newest !== null) this.newest.askForNext();
    else post(idOf(this.pair, 0), 1, { restart: true }).catch(() => undefined); // not delivered: the ladder asks again
  }

  /** The later seat asks. A generation above its own is the answer, unless it had that one and has lost it (it names none then). */
  private takeAsking(id: ConnectionId, signal: Notices['signaled']): void {
    if (!isEarlier(this.pair)) return this.options.drops.count('not-yours');
    // it has its place in the row of its connection: what comes behind it must not wait for it
    const { newest } = this;
    if (newest?.id.generation === id.generation && signal.n > newest.lastTaken) newest.receive(signal);
    const isAnswered = this.newest !== null && this.newest.lastTaken > 0;
    if (id.generation < this.generation && !(id.generation === 0 && isAnswered)) this.newest?.resendAfter(0);
    else if (!this.options.canSignal() || this.asked.take()) this.open();
    else this.options.drops.count('too-often');
  }

  /** Whether the current connection is already the next one for the peer: offered here and never answered, so its offer goes once more. */
  private answersItself(): boolean {
    const isUnanswered = this.newest !== null && this.newest.id.generation > 0 && this.newest.lastTaken === 0;
    if (isUnanswered) this.newest?.resendAfter(0);
    return isUnanswered;
  }

  private begin(id: ConnectionId, opening: Opening): void {
    if (this.newest !== null) this.options.letGo(this.newest);
    this.newest = null;
    this.generation = id.generation;
    this.options.opened();
    const connection = this.options.make(id, opening);
    if (connection !== null) this.follow(connection);
  }

  private follow(connection: Connection): void {
    this.newest = connection;
    this.options.began(connection);
  }
}
