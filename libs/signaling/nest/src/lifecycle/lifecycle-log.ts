import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LifecycleEvent } from '@holdfast/signaling-core';
import { SignalingEvents } from '../hooks/signaling-events';
import { failureOf } from '../log-failure';

/** One line for each thing that happens to rooms and seats, and word of it to the hook. */
@Injectable()
export class LifecycleLog {
  private readonly logger = new Logger('Signaling');

  constructor(@Inject(SignalingEvents) private readonly listener: SignalingEvents) {}

  /** Something happened. */
  record(event: LifecycleEvent): void {
    const { kind, room, ...details } = event;
    const facts = Object.entries({ room: shortened(room), ...details }).map(([name, value]) => `${name}=${value}`);
    this.logger.log(`${kind} ${facts.join(' ')}`);
    void this.tell(event);
  }

  /** Never rejects: a hook's own fault changes nothing of the call. */
  private async tell(event: LifecycleEvent): Promise<void> {
    try {
      await this.listener.happened(event);
    } catch (error) {
      this.logger.error(`The events hook failed (${failureOf(error)})`);
    }
  }
}

/** Enough of a room's id to follow it through a log, too little to join it: whoever has the whole id has the link. */
function shortened(room: string): string {
  return `${room.slice(0, 6)}…`;
}
