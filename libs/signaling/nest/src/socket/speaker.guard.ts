import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Signaling, SignalingError } from '@holdfast/signaling-core';
import type { SignalingSocket } from './typed-socket';

/** Lets only sockets speak that have their seat, and only as often as the limit of messages allows. */
@Injectable()
export class SpeakerGuard implements CanActivate {
  constructor(private readonly signaling: Signaling) {}

  /** @throws SignalingError `already-joining` before `joined`, `rate-limited` */
  canActivate(context: ExecutionContext): boolean {
    this.check(context.switchToWs().getClient<SignalingSocket>(), context.switchToWs().getPattern());
    return true;
  }

  /** The same for events that reach no handler. */
  check({ data }: SignalingSocket, event: string): void {
    if (!data.session) throw new SignalingError('already-joining', 'The handshake of this socket is still under way.');
    const error = this.signaling.hear(data.session, event);
    if (error) throw error;
  }
}
