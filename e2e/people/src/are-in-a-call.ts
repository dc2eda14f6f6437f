import type { Person } from './person';

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
