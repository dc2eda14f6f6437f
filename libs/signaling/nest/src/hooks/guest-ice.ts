import { Inject, Injectable } from '@nestjs/common';
import type { Ice } from '@holdfast/protocol';
import type { Signer } from '@holdfast/signaling-core';
import { ResolvedOptions } from '../resolved-options';
import { hmacSigner } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { askIce, iceTimeoutOf } from './ask-ice';
import { IceServers, type IceRequest } from './ice-servers';

/** How much of the signature stands in a name: 96 bits, so that two networks do not meet in one. */
const NAME_LENGTH = 16;

/** ICE servers for somebody who has no seat: in the lobby, or on the page of the connectivity check. */
@Injectable()
export class GuestIce {
  private readonly timeoutMs: number;
  private readonly signer: Signer;

  constructor(
    @Inject(IceServers) private readonly hook: IceServers,
    @Inject(ResolvedOptions) options: ResolvedSignalingOptions,
  ) {
    this.timeoutMs = iceTimeoutOf(options);
    this.signer = hmacSigner(options.secret);
  }

  /**
   * Those of the hook; `null` where it fails or takes too long.
   * @param from the network that asks, as limits count it. All who ask from there are one participant: a TURN server that counts relays by
   * participant would else give a stranger as many as there are looks at rooms.
   */
  of(request: Omit<IceRequest, 'participant'>, from: string): Promise<Ice | null> {
    return askIce(this.hook, { ...request, participant: this.nameOf(from) }, this.timeoutMs);
  }

  /** Tells nobody without the secret which network it is. The dot stands in no id of a seat. */
  private nameOf(network: string): string {
    return `guest.${this.signer.sign(`holdfast guest\n${network}`).slice(0, NAME_LENGTH)}`;
  }
}
