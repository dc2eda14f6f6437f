import { anyRoom, areInACall, Person } from '@holdfast/e2e-people';
import { ApiProcess, freePort } from '../api-process';
import { ana, ben } from './people';

/** A call of Ana and Ben through a server of its own. */
export interface OwnServerCall {
  readonly server: ApiProcess;
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
  await server.start();
  try {
    const [here, there] = [ana, ben].map(({ name, browser }) => new Person(name, () => browser, server.origin));
    const room = await makeRoom(server.origin);
    await here.joins(room);
    await there.joins(room);
    await areInACall(there, here);
    await visit({ server, ana: here, ben: there, room });
  } finally {
    await server.stop('SIGKILL');
    server.discard();
  }
}
