import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { ResolvedOptions } from '../resolved-options';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { limitBacklog } from './backlog';
import { clientAddress } from './client-address';
import type { Connection, SignalingServer } from './typed-socket';

/** `unjoined`: open, as in a lobby. `joining`: a handshake is under way. `joined`: its socket has a seat. */
type TransportState = 'unjoined' | 'joining' | 'joined';

/** A client that is refused so often on one transport learns nothing from another refusal, and each costs a look at up to one packet. */
const REFUSALS_AT_MOST = 10;

interface Transport {
  readonly id: string;
  readonly address: string;
  state: TransportState;
  refusals: number;
}

/** Every open transport: one handshake at a time on each, so much unread, and so many without a seat for each address. */
@Injectable()
export class Transports {
  private readonly transports = new WeakMap<Connection, Transport>();
  private readonly withoutSeat = new Map<string, number>();

  constructor(@Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions) {}

  /** Whether the address of a request may open one more transport. */
  mayOpen(request: IncomingMessage): boolean {
    return (this.withoutSeat.get(this.addressOf(request)) ?? 0) < this.options.unjoinedPerAddress;
  }

  /** Keeps track of every transport of a server from now on. */
  watch(server: SignalingServer): void {
    server.engine.on('connection', (connection: Connection) => {
      const address = this.addressOf(connection.request);
      const transport: Transport = { id: randomUUID(), address, state: 'unjoined', refusals: 0 };
      this.transports.set(connection, transport);
      limitBacklog(connection);
      this.count(address, 1);
      connection.once('close', () => {
        if (transport.state !== 'joined') this.count(address, -1);
      });
    });
  }

  /** A handshake begins on a transport; `null` where one is under way already. */
  beginJoin(connection: Connection): { readonly id: string; readonly address: string } | null {
    const transport = this.transports.get(connection);
    if (transport?.state !== 'unjoined') return null;
    transport.state = 'joining';
    return transport;
  }

  /** The handshake was refused: another one may follow. */
  refuseJoin(connection: Connection): void {
    const transport = this.transports.get(connection);
    if (transport?.state === 'joining') transport.state = 'unjoined';
  }

  /** A CONNECT is refused, for whatever reason: with the tenth one the transport ends, once its client has been told. */
  countRefusal(connection: Connection): void {
    const transport = this.transports.get(connection);
    if (!transport) return;
    transport.refusals += 1;
    // Socket.IO sends a refusal a tick later, and none on a transport that closes
    if (transport.refusals === REFUSALS_AT_MOST) setImmediate(() => connection.close());
  }

  /** The socket of the transport is connected. */
  completeJoin(connection: Connection): void {
    const transport = this.transports.get(connection);
    if (transport?.state !== 'joining') return;
    transport.state = 'joined';
    this.count(transport.address, -1);
  }

  /** Where a request comes from, for limits alone. */
  addressOf(request: IncomingMessage): string {
    return clientAddress(request, this.options.trustedProxies);
  }

  private count(address: string, by: number): void {
    const count = (this.withoutSeat.get(address) ?? 0) + by;
    if (count > 0) this.withoutSeat.set(address, count);
    else this.withoutSeat.delete(address);
  }
}
