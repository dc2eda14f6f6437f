import { ana, ben } from './people';
import type { Person } from './person';
import { anyRoom } from './room';

/** Both are in a call with each other: connected, and frames and sound arrive at both ends. */
export async function areInACall(...people: readonly Person[]): Promise<void> {
  await Promise.all(
    people.map(async (person) => {
      await person.isInACall();
      await person.seesAndHears();
    }),
  );
}

/** Ana, who is the caller, and Ben are in a call in a room of their own; the room. */
export async function callOfAnaAndBen(): Promise<string> {
  const room = anyRoom();
  await ana.joins(room);
  await ben.joins(room);
  await areInACall(ana, ben);
  return room;
}
