import type { HeldConnection, Notice, Notices, Participant } from '@holdfast/protocol';
import { Subject, skip, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import { AddressWatch } from '../connection/address-watch';
import type { Peer } from '../peer';
import { updated, type Roster } from '../roster/roster';
import type { Scope } from '../scope';
import type { PreparedOffer } from '../warm/prepared-offer';
import type { RemoteDependencies } from './remote-dependencies';
import { RemotePeer } from './remote-peer';

interface Entry {
  participant: Participant;
  readonly remote: RemotePeer;
  /** Whether the server has given the seat up while media still came from it: shown until that ends. */
  departed: boolean;
  /** Whether it is told to the page yet; see `showAfter`. */
  isShown: boolean;
}

/** How long after the answer somebody who came with an offer is shown, in ms: by then the first candidates have gone too. */
const AFTER_ANSWER_MS = 30;
/** How long somebody who came with an offer is not shown at most, in ms: a connection that is closed meanwhile never answers. */
const UNSHOWN_MS = 250;

/** Everybody else in the call: makes and ends them as the roster tells, and brings each notice to the one it is about. */
export class RemotePeers {
  readonly peers$: Behavior<readonly Peer[]>;
  /** What peers tell over their connections, as the server would tell it. */
  readonly notices$: Observable<Notice>;
  private readonly notices = new Subject<Notice>();
  private readonly peers = new MutableBehavior<readonly Peer[]>([]);
  private readonly addresses: AddressWatch | null;
  private readonly entries = new Map<string, Entry>();
  private self: Participant | null = null;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: RemoteDependencies,
  ) {
    this.peers$ = this.peers;
    this.notices$ = this.notices;
    const { findAddresses, isJoined } = dependencies;
    const isWanted = () => !isJoined() && [...this.entries.values()].some(({ remote }) => remote.carriesInBand);
    const changed = () => this.networkChanged();
    this.addresses = findAddresses ? new AddressWatch(scope, { findAddresses, isWanted, changed }) : null;
    scope.atEnd(() => {
      this.entries.clear();
      this.notices.complete();
    });
  }

  /** What is told of each connection in the handshake, by the seat at its other end. */
  get held(): Record<string, HeldConnection> {
    const held: Record<string, HeldConnection> = {};
    for (const [id, { remote, departed }] of this.entries) {
      const connection = departed ? null : remote.held;
      if (connection !== null) held[id] = connection;
    }
    return held;
  }

  /** Whether beats or bytes arrive from that seat now. */
  isReceiving(seat: string): boolean {
    return this.entries.get(seat)?.remote.isReceiving ?? false;
  }

  /** A notice has come and the roster is as it says. */
  follow(notice: Notice, roster: Roster): void {
    const isNewSeat = this.self !== null && this.self.id !== roster.self.id;
    this.self = roster.self;
    if (notice.event === 'peer-left') this.left(notice.payload.id, notice.payload.reason === 'expired');
    else this.reconcile(roster, isNewSeat);
    this.act(notice, roster);
    this.look();
  }

  /** The machine has a network again, or another one. */
  networkChanged(): void {
    for (const { remote } of this.entries.values()) remote.networkChanged();
  }

  /** The own link to the server is gone. Until it is back a new network has to be noticed while the old one still carries. */
  linkCut(): void {
    this.addresses?.begin();
    for (const { remote } of this.entries.values()) remote.linkCut();
  }

  /** The own presence has changed: those that the server can't tell are told over their connections. */
  tellPresence(): void {
    for (const { remote } of this.entries.values()) remote.tellPresence();
  }

  /** Says to everybody who can be reached that this page leaves; resolves when they know, `null` where there are none. */
  sayLeave(): Promise<unknown> | null {
    const said = [...this.entries.values()].map(({ remote }) => remote.sayLeave()).filter((saying) => saying !== null);
    return said.length === 0 ? null : Promise.all(said);
  }

  /** The own handshake's offer was handed to that seat; `null` where it can't be used any more. */
  offered(seat: string, offer: PreparedOffer | null): void {
    const remote = this.entries.get(seat)?.remote;
    if (remote === undefined) offer?.close();
    else remote.offered(offer);
  }

  /** Other addresses may be used than before. */
  reconfigure(): void {
    for (const { remote } of this.entries.values()) remote.reconfigure();
  }

  /** The own way to the server is known to work: an `echo` was answered. */
  signalingProven(): void {
    for (const { remote } of this.entries.values()) remote.signalingProven();
  }

  private reconcile(roster: Roster, isNewSeat: boolean): void {
    for (const id of [...this.entries.keys()]) {
      if (isNewSeat || !roster.peers.some((peer) => peer.id === id)) this.left(id, true);
    }
    for (const peer of roster.peers) {
      const known = this.entries.get(peer.id);
      if (known !== undefined && !known.departed) {
        known.participant = peer;
        known.remote.update({ self: roster.self, peer });
      } else this.add(roster.self, peer);
    }
  }

  private act(notice: Notice, roster: Roster): void {
    switch (notice.event) {
      case 'joined':
        for (const { id } of roster.peers) this.entries.get(id)?.remote.meet();
        return;
      case 'peer-joined':
        return this.meet(notice.payload);
      case 'peer-resumed':
        return this.entries.get(notice.payload.peer.id)?.remote.compare(notice.payload.connection);
      case 'peer-away':
        return this.entries.get(notice.payload.id)?.remote.linkCut();
      case 'peer-updated': {
        // the roster knows those who have a seat
        const entry = this.entries.get(notice.payload.id);
        if (entry?.departed === true) entry.participant = updated(entry.participant, notice.payload);
        return;
      }
      case 'signaled': {
        const sender = this.entries.get(notice.payload.from);
        if (sender === undefined || sender.departed) return this.dependencies.drops.count('unknown-peer');
        return sender.remote.receive(notice.payload);
      }
    }
  }

  private meet({ peer, offer }: Notices['peer-joined']): void {
    const entry = this.entries.get(peer.id);
    if (entry === undefined) return;
    // what follows from the offer is already not told
    entry.isShown = offer === undefined;
    const answering = entry.remote.meet(offer);
    if (answering === null) entry.isShown = true;
    else this.showAfter(answering, entry);
  }

  /** Answers first and shows then: to draw somebody takes a page as long as the whole answer, and nothing else is done meanwhile. */
  private showAfter(answering: Promise<unknown>, entry: Entry): void {
    const show = () => {
      entry.isShown = true;
      this.look();
    };
    const latest = this.scope.after(UNSHOWN_MS, show);
    void answering.then(() => {
      if (latest.closed) return;
      latest.unsubscribe();
      this.scope.after(AFTER_ANSWER_MS, show);
    });
  }

  private add(self: Participant, peer: Participant): void {
    const scope = this.scope.child();
    const remote = new RemotePeer(scope, this.scope, { self, peer }, this.dependencies);
    // only of a seat that is gone: a page id is no secret, and nobody takes the tile of one who is still there with it
    const former = [...this.entries].find(
      ([, { participant, departed }]) => departed && participant.pageId === peer.pageId,
    );
    if (former !== undefined) {
      const [formerId, entry] = former;
      const working = entry.remote.handOver();
      if (working !== null) remote.adopt(working);
      this.remove(formerId);
    }
    // where the own seat is new, the same seat may be there still, with what its page before had
    this.remove(peer.id);
    this.entries.set(peer.id, { participant: peer, remote, departed: false, isShown: true });
    scope.listen(remote.view$.pipe(skip(1)), () => this.viewChanged(peer.id));
    scope.listen(remote.notices$, (notice) => this.notices.next(notice));
  }

  /** The seat is gone. Only one that ran out keeps its connection, as long as media still comes over it. */
  private left(id: string, ranOut: boolean): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    if (ranOut && entry.remote.isReached) {
      entry.departed = true;
      entry.participant = { ...entry.participant, state: 'away' };
      if (this.self !== null) entry.remote.departed({ self: this.self, peer: entry.participant });
    } else this.remove(id);
  }

  private remove(id: string): void {
    this.entries.get(id)?.remote.end();
    this.entries.delete(id);
  }

  private viewChanged(id: string): void {
    const entry = this.entries.get(id);
    if (entry?.departed === true && !entry.remote.isReached) this.remove(id);
    // a path that carries again while the server is lost matters again
    this.addresses?.goOn();
    this.look();
  }

  private look(): void {
    const known = new Map(this.peers.value.map((peer) => [peer.id, peer]));
    const peers = [...this.entries.values()]
      .filter(({ isShown }) => isShown)
      .map(({ participant, remote }): Peer => {
        const peer = { ...participant, ...remote.view$.value };
        const before = known.get(peer.id);
        return before !== undefined && isSame(before, peer) ? before : peer;
      })
      .sort((a, b) => a.order - b.order);
    const before = this.peers.value;
    if (peers.length !== before.length || peers.some((peer, index) => peer !== before[index])) this.peers.next(peers);
  }
}

function isSame(a: Peer, b: Peer): boolean {
  return (Object.keys(b) as (keyof Peer)[]).every((key) => a[key] === b[key]);
}
