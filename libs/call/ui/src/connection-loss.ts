import type { ConnectionState } from '@holdfast/call-engine';

const LOST: ReadonlySet<ConnectionState> = new Set<ConnectionState>([
  'waiting',
  'restarting',
  'renewing',
  'unreachable',
]);

/** Whether media that was there is gone: every rung of the recovery ladder, from the first moment on. */
export function isMediaLost(connection: ConnectionState): boolean {
  return LOST.has(connection);
}
