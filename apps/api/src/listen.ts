import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from './config/value-schemas';
import { StartError } from './start-error';

const REASON: Readonly<Record<string, string>> = {
  EACCES: 'this user may not listen there',
  EADDRINUSE: 'something else listens there already',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

/**
 * Begins to listen.
 * @returns The port, which the system chose if the address asked for port 0.
 * @throws StartError where it cannot, with the reason.
 */
export function listen(server: Server, { host, port }: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      const reason = REASON[error.code ?? ''] ?? error.code;
      reject(new StartError(`HOLDFAST_ADDRESS: cannot listen on ${host ?? ''}:${port}: ${reason}`, { cause: error }));
    };
    server.once('error', refuse);
    server.listen({ host, port }, () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
