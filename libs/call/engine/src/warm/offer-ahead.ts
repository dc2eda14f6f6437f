import { LIMITS, type Candidate, type Description, type WarmOffer } from '@holdfast/protocol';
import type { SignalBody } from '../connection/signal-outbox';

/**
 * How much of a handshake the offer may take, in characters of JSON: what is left over holds the longest ticket and everything else.
 * Descriptions and candidates are ASCII (RFC 8866 section 9), so these are bytes too.
 */
const OFFER_BYTES = LIMITS.messageBytes - LIMITS.ticketLength - 4_096;

/** Gathers what a connection has to say before there is anybody to say it to: it travels in the handshake, the rest after it. */
export class OfferAhead {
  private description: Description | null = null;
  private candidates: Candidate[] = [];
  /** How many of the candidates were told in the last handshake. */
  private told = 0;

  add({ description, candidates = [] }: SignalBody): void {
    if (description !== undefined) this.description = description;
    this.candidates.push(...candidates);
  }

  /**
   * What goes into a handshake now, candidates as far as they fit; the others come behind it. A handshake that is repeated has what was found meanwhile too.
   * `null` where there is no offer yet, or none that fits.
   */
  tell(): WarmOffer | null {
    const { description } = this;
    if (description?.type !== 'offer' || description.sdp.length > LIMITS.sdpLength) return null;
    const offer = { description: { type: description.type, sdp: description.sdp }, candidates: [] as Candidate[] };
    let room = OFFER_BYTES - JSON.stringify(offer).length;
    if (room < 0) return null;
    for (const candidate of this.candidates.slice(0, LIMITS.candidatesPerMessage)) {
      room -= JSON.stringify(candidate).length + 1;
      if (room < 0) break;
      offer.candidates.push(candidate);
    }
    this.told = offer.candidates.length;
    return offer;
  }

  /** What the handshake did not tell, in messages that the limits allow. */
  *rest(): Iterable<SignalBody> {
    for (let at = this.told; at < this.candidates.length; at += LIMITS.candidatesPerMessage)
      yield { candidates: this.candidates.slice(at, at + LIMITS.candidatesPerMessage) };
  }
}
