import { Inject, Injectable } from '@nestjs/common';
import { type Ice, randomId } from '@holdfast/protocol';
import { ResolvedOptions } from '../resolved-options';
import { randomBytes } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { askIce } from './ask-ice';
import { IceServers, type IceRequest } from './ice-servers';

/** ICE servers for somebody who has no seat: in the lobby, or on the page of the connectivity check. */
@Injectable()
export class GuestIce {
  private readonly timeoutMs: number;

  constructor(
    @Inject(IceServers) private readonly hook: IceServers,
    @Inject(ResolvedOptions) options: ResolvedSignalingOptions,
  ) {
    this.timeoutMs = options.reservationMs / 2; // as a handshake waits for them
  }

  /** Those of the hook for a random participant; `null` where it fails or takes too long. */
  of(request: Omit<IceRequest, 'participant'>): Promise<Ice | null> {
    return askIce(this.hook, { ...request, participant: randomId(randomBytes) }, this.timeoutMs);
  }
}
