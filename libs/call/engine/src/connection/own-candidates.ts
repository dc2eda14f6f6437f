import { LIMITS, type Candidate } from '@holdfast/protocol';
import { fromEvent } from 'rxjs';
import type { PeerConnectionPort } from '../ports/peer-connection';
import type { Scope } from '../scope';
import { CandidateBatch } from './candidate-batch';
import { isRelay } from './relays-only';

export interface OwnCandidatesOptions {
  /** Whether, at this moment, the other side may be told of relays alone. */
  readonly isRelayOnly: () => boolean;
  readonly send: (candidates: Candidate[]) => void;
}

/** What a connection finds of its own addresses, from its begin to its end, as the other side is told of it. */
export class OwnCandidates {
  private readonly batch: CandidateBatch;

  constructor(
    scope: Scope,
    private readonly connection: PeerConnectionPort,
    private readonly options: OwnCandidatesOptions,
  ) {
    this.batch = new CandidateBatch(scope, (candidates) => this.send(candidates));
    scope.listen(
      fromEvent<RTCPeerConnectionIceEvent>(connection as unknown as EventTarget, 'icecandidate'),
      ({ candidate }) => candidate !== null && this.found(candidate),
    );
  }

  /** A description is being made: what is found before it has gone must not overtake it. */
  hold(): void {
    this.batch.hold();
  }

  /** The description goes now: takes what travels with it. */
  releaseFor(sdp: string): Candidate[] {
    return this.tellable(this.batch.release(sdp));
  }

  /** No description came about: what was held for it goes by itself. */
  release(): void {
    this.send(this.batch.release());
  }

  /** Somebody is about to take what was found: the rest of a burst is not waited for. */
  hurry(): void {
    this.batch.hurry();
  }

  private found(candidate: RTCIceCandidate): void {
    const { candidate: line = '', sdpMid, sdpMLineIndex, usernameFragment } = candidate.toJSON();
    if (line.length > LIMITS.candidateLength) return;
    const fragment = usernameFragment ?? /^a=ice-ufrag:(\S+)/m.exec(this.connection.localDescription?.sdp ?? '')?.[1];
    this.batch.add({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment: fragment ?? null });
  }

  private send(candidates: readonly Candidate[]): void {
    const told = this.tellable(candidates);
    if (told.length > 0) this.options.send(told);
  }

  /** Of what was found, what the other side may know: a browser finds more until it has restarted under a stricter rule. */
  private tellable(candidates: readonly Candidate[]): Candidate[] {
    return candidates.filter((candidate) => !this.options.isRelayOnly() || isRelay(candidate));
  }
}
