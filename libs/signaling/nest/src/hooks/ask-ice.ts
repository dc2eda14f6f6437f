import { Logger } from '@nestjs/common';
import type { Ice } from '@holdfast/protocol';
import { failureOf } from '../log-failure';
import { within } from '../runtime';
import type { IceRequest, IceServers } from './ice-servers';

/** How long the hook is waited for, in ms: it leaves a handshake half of its time. */
export function iceTimeoutOf({ reservationMs }: { readonly reservationMs: number }): number {
  return reservationMs / 2;
}

/** Asks the hook. `null` where it fails or takes longer than so many ms; the log says which. */
export async function askIce(hook: IceServers, request: IceRequest, timeoutMs: number): Promise<Ice | null> {
  const logger = new Logger('Signaling');
  try {
    const ice = await within(timeoutMs, Promise.resolve(hook.iceServers(request)));
    if (ice !== 'late') return ice;
    logger.warn(`No ICE servers: the hook took longer than ${timeoutMs} ms`);
  } catch (error) {
    logger.warn(`No ICE servers: the hook failed (${failureOf(error)})`);
  }
  return null;
}
