import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Signaling } from '@holdfast/signaling-core';
import { logFailure } from '../log-failure';
import { ResolvedOptions } from '../resolved-options';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { LifecycleLog } from './lifecycle-log';

/** Longest time between two sweeps, in ms. A room counts as ended by itself; a sweep only frees its memory and says so. */
const LONGEST_PAUSE_MS = 30_000;

/** Forgets the rooms that have ended. */
@Injectable()
export class RoomSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Signaling');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly signaling: Signaling,
    private readonly log: LifecycleLog,
    @Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions,
  ) {}

  onApplicationBootstrap(): void {
    const pause = Math.min(LONGEST_PAUSE_MS, this.options.emptyRoomMs);
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => logFailure(this.logger, 'Rooms were not swept', error));
    }, pause);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    for (const event of await this.signaling.sweep()) this.log.record(event);
  }
}
