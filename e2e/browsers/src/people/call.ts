import { anyRoom, areInACall } from '@holdfast/e2e-people';
import { ana, ben } from './people';

/** Ana, who is the caller, and Ben are in a call in a room of their own; the room. */
export async function callOfAnaAndBen(): Promise<string> {
  const room = anyRoom();
  await ana.joins(room);
  await ben.joins(room);
  await areInACall(ben, ana);
  return room;
}
