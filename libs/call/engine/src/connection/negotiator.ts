import type { Candidate, Description } from '@holdfast/protocol';
import type { PeerConnectionPort } from '../ports/peer-connection';
import { DtlsRoles } from './dtls-roles';

/** What a negotiation needs of the connection around it. */
export interface Negotiation {
  readonly connection: PeerConnectionPort;
  /** Whether an own offer gives way where two meet. The later seat is polite. */
  readonly polite: boolean;
  /** Called right before an own description is made, and once it is made. */
  readonly making: () => void;
  readonly send: (description: Description) => void;
  /** Called between an offer and its answer: what is to be sent is set up here. */
  readonly beforeAnswer: () => void;
  /** Whether the connection was closed: asked after each `await`. */
  readonly isOver: () => boolean;
}

/** What became of a description from the other side. */
export type Taken = 'taken' | 'ignored' | 'over';

/**
 * Perfect negotiation (W3C WebRTC section 10.7, "Perfect Negotiation Example"). What comes in is applied one at a time, so an offer
 * is never judged while the answer before it is still pending: the race that `srdAnswerPending` closes elsewhere can't begin.
 */
export class Negotiator {
  private makingOffer = false;
  private ignoreOffer = false;
  private readonly roles = new DtlsRoles();

  constructor(private readonly negotiation: Negotiation) {}

  /** Makes an offer; called on `negotiationneeded`, which fires in `stable` alone. */
  async offer(): Promise<void> {
    this.makingOffer = true;
    try {
      await this.describe();
    } finally {
      this.makingOffer = false;
    }
  }

  /** Applies a description and answers an offer. Rejects where the browser can't apply it. */
  async take(description: Description): Promise<Taken> {
    const { connection, polite, beforeAnswer, isOver } = this.negotiation;
    const collides = description.type === 'offer' && (this.makingOffer || connection.signalingState !== 'stable');
    this.ignoreOffer = collides && !polite;
    if (this.ignoreOffer) return 'ignored';
    await connection.setRemoteDescription(this.roles.taken(description));
    if (isOver()) return 'over';
    if (description.type === 'offer') {
      beforeAnswer();
      await this.describe();
      if (isOver()) return 'over';
    }
    return 'taken';
  }

  /** Applies candidates, each for itself. Those of an offer that was ignored are none of ours. Rejects where one was not taken. */
  async add(candidates: readonly Candidate[]): Promise<void> {
    const { connection, isOver } = this.negotiation;
    if (this.ignoreOffer) return;
    let failure: { readonly error: unknown } | null = null;
    for (const candidate of candidates) {
      await connection.addIceCandidate(candidate).catch((error: unknown) => (failure ??= { error }));
      if (isOver()) return;
    }
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  }

  private async describe(): Promise<void> {
    const { connection, making, send, isOver } = this.negotiation;
    making();
    await connection.setLocalDescription();
    if (isOver()) return;
    const { type, sdp } = connection.localDescription ?? {};
    if ((type === 'offer' || type === 'answer') && sdp !== undefined) send(this.roles.given({ type, sdp }));
  }
}
