import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LifecycleEvent } from '@holdfast/signaling-core';
import { SignalingEvents } from '../hooks/signaling-events';

/** One line for each thing that happens to rooms and seats, and word of it to the hook. */
@Injectable()
export class LifecycleLog {
  private readonly logger = new Logger('Signaling');

  constructor(@Inject(SignalingEvents) private readonly listener: SignalingEvents) {}

  /** Something happened. */
  record(event: LifecycleEvent): void {
    const { kind, ...details } = event;
    const facts = Object.entries(details).map(([name, value]) => `${name}=${String(value)}`);
    this.logger.log(`${kind} ${facts.join(' ')}`);
    try {
      this.listener.happened(event);
    } catch (error) {
      this.logger.error(error); // a hook's own fault changes nothing of the call
    }
  }
}
