import type { Joined, RoomStatus, WarmOffer } from '@holdfast/protocol';
import { merge } from 'rxjs';
import type { ConnectionOptions } from '../connection/connection';
import type { IceServers } from '../connection/ice-servers';
import { errorName } from '../ports/log';
import type { Scope } from '../scope';
import { PreparedOffer } from './prepared-offer';

export interface OfferDependencies extends Pick<
  ConnectionOptions,
  'createConnection' | 'media' | 'messageBytes' | 'pulse$' | 'patience' | 'drops' | 'log'
> {
  readonly iceServers: IceServers;
}

/**
 * Keeps one offer ready in the lobby: there is one while it would be handed over, made under the rules of now, with servers that it
 * can still use. What becomes of it is told by `joined`.
 */
export class OfferPreparation {
  private offer: PreparedOffer | null = null;
  private wanted = false;

  constructor(
    private readonly scope: Scope,
    private readonly dependencies: OfferDependencies,
  ) {
    const { audio$, video$ } = dependencies.media;
    scope.listen(merge(audio$, video$), () => this.look());
  }

  /** What is known of the room now; `null`: no offer is wanted. */
  prepare(room: RoomStatus | null): void {
    this.wanted = room?.iceServers !== undefined && isForOneMore(room);
    if (room?.iceServers !== undefined) {
      const { iceServers } = this.dependencies;
      iceServers.keep({ iceServers: room.iceServers, iceTtlMs: room.iceTtlMs });
      iceServers.allowOnlyRelays(room.relayOnly);
    }
    this.look();
  }

  /** Other addresses are there, or others may be told: what was found before is not used. */
  renew(): void {
    if (this.offer?.wasTold === true) return;
    this.close();
    this.look();
  }

  /** What goes into a first handshake. Never one that tells more than may be told now. */
  tell(): WarmOffer | undefined {
    return this.offer !== null && this.isFit(this.offer) ? (this.offer.tell() ?? undefined) : undefined;
  }

  /**
   * The server has said what became of it.
   * @returns the offer, if the other side has it; any other is closed
   */
  settle(fate: Joined['offer']): PreparedOffer | null {
    const { offer } = this;
    this.wanted = false;
    const isDelivered = fate !== undefined && 'deliveredTo' in fate;
    if (offer === null || !offer.wasTold || !isDelivered || !this.isFit(offer)) {
      this.close();
      return null;
    }
    this.offer = null;
    return offer;
  }

  /** Nobody is in the lobby any more. */
  end(): void {
    this.wanted = false;
    this.close();
  }

  private look(): void {
    if (this.offer?.wasTold === true) return;
    if (this.offer !== null && (!this.wanted || !this.isFit(this.offer) || this.couldKnowMore(this.offer)))
      this.close();
    if (this.offer === null && this.wanted) this.make();
  }

  private isFit({ connection }: PreparedOffer): boolean {
    return connection.follows(this.dependencies.iceServers.configuration) && !connection.isClosed;
  }

  /** Whether a device was allowed since: the browser now tells the addresses that it has hidden. */
  private couldKnowMore({ hadTrack }: PreparedOffer): boolean {
    const { audio$, video$ } = this.dependencies.media;
    return !hadTrack && (audio$.value ?? video$.value) !== null;
  }

  private make(): void {
    const { iceServers, log, ...rest } = this.dependencies;
    const { lastMs } = iceServers;
    if (lastMs <= 0) return;
    const scope = this.scope.child();
    try {
      this.offer = new PreparedOffer(scope, {
        ...rest,
        log,
        configuration: () => iceServers.configuration,
        isRelayOnly: () => iceServers.isRelayOnly,
      });
      log.debug('offer prepared');
    } catch (error) {
      // the browser makes none: too many at once, or servers that it can't read. The join does without
      scope.end();
      log.warn('offer not prepared', { error: errorName(error) });
      return;
    }
    // credentials that run out make place for those that the room told last
    const { offer } = this;
    if (lastMs < Infinity) scope.after(lastMs, () => offer === this.offer && this.renew());
  }

  private close(): void {
    this.offer?.close();
    this.offer = null;
  }
}

/** Whether an offer would be handed over: to the only other one of a room of two. */
function isForOneMore({ capacity, taken }: RoomStatus): boolean {
  return capacity === 2 && taken === 1;
}
