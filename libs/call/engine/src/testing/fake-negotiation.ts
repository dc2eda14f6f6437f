import type { FakeDescription, FakeSection } from './fake-session-description';
import type { FakeTransceiver } from './fake-transceiver';

const invalidState = (message: string) => new DOMException(message, 'InvalidStateError');

/** What a negotiation needs of the connection around it. */
export interface FakeNegotiationOptions {
  /** Makes a transceiver for what the other end has offered. */
  readonly receive: (kind: 'audio' | 'video') => FakeTransceiver;
  readonly hasChannel: () => boolean;
  /** A number that was not given before. */
  readonly serial: () => number;
  /** The signaling state is another one. */
  readonly changed: () => void;
  /** An offer was answered, at either end. */
  readonly agreed: () => void;
}

/** Descriptions of one end: what was agreed on, and what is offered beside it. */
interface Descriptions {
  current: FakeDescription | null;
  pending: FakeDescription | null;
}

/**
 * The session descriptions of one connection: the signaling state machine with implicit rollback, fragments and ICE restarts (W3C WebRTC
 * section 4.4.1.5, RFC 9429 section 3.2). With DTLS roles it is as wrong as any browser: like Firefox it answers each offer with `active`, and
 * like Chromium it takes no answer that changes a role, and no description at all after such a one.
 */
export class FakeNegotiation {
  readonly transceivers: FakeTransceiver[] = [];
  /** How many ICE restarts were asked for. */
  restarts = 0;
  /** How many offers were made. */
  offers = 0;
  private signalingState: RTCSignalingState = 'stable';
  private local: Descriptions = { current: null, pending: null };
  private remote: Descriptions = { current: null, pending: null };
  private restartWanted = false;
  /** The role of the other end, from the first answer on. */
  private theirRole: FakeDescription['setup'] | null = null;
  private isBroken = false;

  constructor(private readonly options: FakeNegotiationOptions) {}

  get state(): RTCSignalingState {
    return this.signalingState;
  }

  get localDescription(): FakeDescription | null {
    return this.local.pending ?? this.local.current;
  }

  get remoteDescription(): FakeDescription | null {
    return this.remote.pending ?? this.remote.current;
  }

  /** Whether a negotiation is needed (W3C WebRTC section 4.7.3). */
  get isNeeded(): boolean {
    if (this.restartWanted) return true;
    if (this.transceivers.some(({ mid, currentDirection }) => mid === null || currentDirection === null)) return true;
    const negotiated = this.local.current?.sections ?? [];
    return this.options.hasChannel() && !negotiated.some(({ kind }) => kind === 'application');
  }

  /** Whether a candidate of the other end may have this fragment. */
  knows(usernameFragment: string): boolean {
    return [this.remote.current, this.remote.pending].some((known) => known?.usernameFragment === usernameFragment);
  }

  restartIce(): void {
    this.restarts += 1;
    this.restartWanted = true;
  }

  /** Makes the own description that the state calls for. */
  describe(): void {
    this.mustBeWhole();
    if (this.signalingState === 'have-remote-offer') this.answer();
    else this.offer();
  }

  take(description: FakeDescription): void {
    this.mustBeWhole();
    if (description.type === 'offer') this.takeOffer(description);
    else this.takeAnswer(description);
  }

  /** Ends it for good. No event tells of that. */
  close(): void {
    this.signalingState = 'closed';
  }

  private offer(): void {
    this.offers += 1;
    // an offer that replaces one which nobody has answered keeps its fragment (RFC 9429 section 5.2.2)
    const current = this.localDescription?.usernameFragment;
    this.transceivers.forEach((transceiver, index) => (transceiver.mid ??= String(index)));
    this.local.pending = {
      type: 'offer',
      offer: String(this.options.serial()),
      usernameFragment: current === undefined || this.restartWanted ? this.freshFragment() : current,
      setup: 'actpass',
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
        setup: 'active',
        sections: this.sections(),
      },
      pending: null,
    };
    this.theirRole ??= 'passive';
    this.remote = { current: offer, pending: null };
    if (restarted) this.restartWanted = false;
    this.settle();
  }

  private takeOffer(offer: FakeDescription): void {
    if (this.signalingState === 'have-local-offer') this.rollBack();
    if (this.signalingState !== 'stable') throw invalidState(`an offer in ${this.signalingState}`);
    for (const section of offer.sections) {
      if (section.kind === 'application' || this.transceivers.some(({ mid }) => mid === section.mid)) continue;
      const transceiver = this.options.receive(section.kind);
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
    this.theirRole ??= answer.setup;
    if (answer.setup !== this.theirRole) {
      this.isBroken = true;
      throw new DOMException('an answer that changes the DTLS role', 'InvalidAccessError');
    }
    if (offer.usernameFragment !== this.local.current?.usernameFragment) this.restartWanted = false;
    this.local = { current: offer, pending: null };
    this.remote = { current: answer, pending: null };
    this.settle();
  }

  private mustBeWhole(): void {
    if (this.isBroken) throw new DOMException('a description before was refused', 'OperationError');
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
    this.options.agreed();
  }

  private sections(): FakeSection[] {
    const sections: FakeSection[] = this.transceivers.map(({ kind, mid, direction }) => ({
      kind,
      mid: mid ?? '',
      direction,
    }));
    if (this.options.hasChannel()) sections.push({ kind: 'application', mid: 'data', direction: 'sendrecv' });
    return sections;
  }

  private freshFragment(): string {
    return `uf${this.options.serial()}`;
  }

  private become(state: RTCSignalingState): void {
    if (state === this.signalingState) return;
    this.signalingState = state;
    this.options.changed();
  }
}
