import { ana, ben } from './people';
import type { Person } from './person';
import { anyRoom } from './room';

/**
 * Both are in a call with each other: connected, and frames and sound arrive at both ends. The one who came last is asked first: what the
 * other sees and hears after that comes from there.
 */
export async function areInACall(came: Person, other: Person): Promise<void> {
  for (const person of [came, other]) {
    await person.isInACall();
    await person.seesAndHears();
  }
}

/** Ana, who is the caller, and Ben are in a call in a room of their own; the room. */
export async function callOfAnaAndBen(): Promise<string> {
  const room = anyRoom();
  await ana.joins(room);
  await ben.joins(room);
  await areInACall(ben, ana);
  return room;
}
