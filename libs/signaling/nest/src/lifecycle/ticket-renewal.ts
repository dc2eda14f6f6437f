import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { TIMES } from '@holdfast/protocol';
import { Signaling } from '@holdfast/signaling-core';
import { logFailure } from '../log-failure';
import { Sessions } from '../socket/sessions';

/** Nobody's ticket is older than this, so that each is good for as long again at least. */
const RENEWED_EVERY_MS = TIMES.ticket / 2;

/** Gives everybody who stays in a room a new ticket in good time. */
@Injectable()
export class TicketRenewal implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Signaling');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly signaling: Signaling,
    private readonly sessions: Sessions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      for (const room of this.sessions.rooms)
        this.renew(room).catch((error: unknown) => logFailure(this.logger, 'A ticket was not renewed', error));
    }, RENEWED_EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async renew(room: string): Promise<void> {
    this.sessions.carryOut(await this.signaling.renewTicket(room));
  }
}
