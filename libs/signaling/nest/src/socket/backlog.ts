import type { Connection } from './typed-socket';

/** How much may wait for a client that does not read, in UTF-16 code units; some sixty of the largest messages. */
const BACKLOG_AT_MOST = 4 * 1024 * 1024;

/**
 * Closes a transport whose client leaves unread what it is sent: it may still answer every ping, and what its peers say to it would
 * fill the memory without end. Its seat is away then, as after any other break.
 */
export function limitBacklog(connection: Connection): void {
  let waiting = 0;
  connection.on('packetCreate', ({ data }: { readonly data?: string }) => {
    waiting += data?.length ?? 0;
    if (waiting > BACKLOG_AT_MOST) connection.close(true);
  });
  connection.on('flush', () => (waiting = 0)); // all that waited was handed to the transport, which takes no more until it is written
}
