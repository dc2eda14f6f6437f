import { Inject, Injectable } from '@nestjs/common';
import { ResolvedOptions } from '../resolved-options';
import type { ResolvedSignalingOptions } from '../signaling-options';

/** Whether the server is stopping. Once it is, nobody is let in and no seat becomes away: everybody is to come back elsewhere. */
@Injectable()
export class Drain {
  private state: 'serving' | 'draining' = 'serving';

  constructor(@Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions) {}

  /** The server stops. */
  begin(): void {
    this.state = 'draining';
  }

  /** Whether the server is stopping. */
  get draining(): boolean {
    return this.state === 'draining';
  }

  /** When a client is to try again, in ms: each a moment of its own, so that they do not all come back at once. */
  retryAfterMs(): number {
    return Math.round(Math.random() * this.options.returnSpreadMs);
  }
}
