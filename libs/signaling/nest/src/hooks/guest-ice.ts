import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Ice, randomId } from '@holdfast/protocol';
import { ResolvedOptions } from '../resolved-options';
import { randomBytes, within } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { IceServers, type IceRequest } from './ice-servers';

/** ICE servers for somebody who has no seat: in the lobby, or on the page of the connectivity check. */
@Injectable()
export class GuestIce {
  private readonly logger = new Logger('Signaling');
  private readonly timeoutMs: number;

  constructor(
    @Inject(IceServers) private readonly hook: IceServers,
    @Inject(ResolvedOptions) options: ResolvedSignalingOptions,
  ) {
    this.timeoutMs = options.reservationMs / 2; // as a handshake waits for them
  }

  /** Those of the hook for a random participant; `null` where it fails or takes too long. */
  async of(request: Omit<IceRequest, 'participant'>): Promise<Ice | null> {
    try {
      const asked = Promise.resolve(this.hook.iceServers({ ...request, participant: randomId(randomBytes) }));
      const ice = await within(this.timeoutMs, asked);
      if (ice !== 'late') return ice;
      this.logger.warn(`No ICE servers: the hook took longer than ${this.timeoutMs} ms`);
    } catch (error) {
      this.logger.warn(`No ICE servers: the hook failed (${error instanceof Error ? error.name : typeof error})`);
    }
    return null;
  }
}
