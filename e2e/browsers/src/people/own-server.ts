import { anyRoom, areInACall, Person } from '@holdfast/e2e-people';
import { ApiProcess, freePort } from '../api-process';
import { Doorway } from '../doorway';
import { ana, ben } from './people';

/** A call of Ana and Ben through a server of its own. */
export interface OwnServerCall {
  readonly server: ApiProcess;
  /** Where both find the server; it may lead them to another one. */
  readonly doorway: Doorway;
  readonly ana: Person;
  readonly ben: Person;
  readonly room: string;
}

/**
 * Ana and Ben are in a call through a server of their own, which `visit` may end and start as it likes.
 * @param settings of the server, as environment variables
 */
export async function callThroughItsOwnServer(
  visit: (call: OwnServerCall) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
  makeRoom: (origin: string) => Promise<string> = async () => anyRoom(),
): Promise<void> {
  const server = new ApiProcess(await freePort(), settings);
  const doorway = new Doorway();
  await server.start();
  try {
    const origin = await doorway.opens();
    doorway.leadsTo(server.origin);
    const [here, there] = [ana, ben].map(({ name, browser }) => new Person(name, () => browser, origin));
    const room = await makeRoom(server.origin);
    await here.joins(room);
    await there.joins(room);
    await areInACall(there, here);
    await visit({ server, doorway, ana: here, ben: there, room });
  } finally {
    await doorway.closes();
    await server.stop('SIGKILL');
    server.discard();
  }
}
