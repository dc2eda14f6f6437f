import type { Call } from './call';
import type { CallDependencies } from './call-dependencies';

/**
 * Makes the call of one page with one room. Nothing is opened before `prepare` or `join`.
 * @param room the id of the room; see `isRoomId`
 */
export function createCall(room: string, dependencies: CallDependencies): Call {
  throw new Error(`${room} ${Object.keys(dependencies).length}`);
}
