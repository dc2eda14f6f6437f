import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Handshake } from '@holdfast/protocol';
import { type Accepted, Admission, RoomStore, SignalingError } from '@holdfast/signaling-core';
import { MayJoin } from '../hooks/may-join';
import { Drain } from '../lifecycle/drain';
import { logFailure } from '../log-failure';
import { asSignalingError } from './ack.filter';
import { Transports } from './transports';
import type { SignalingSocket } from './typed-socket';

/** What Socket.IO sends as `connect_error`. */
type ConnectError = Error & { data?: unknown };

/**
 * The handshake is the join: a refusal is a `connect_error`, and a socket that is let in has its place kept already. A transport has
 * one handshake at a time, and its place is dropped as soon as it closes: Socket.IO tells nobody of a socket that dies in here.
 */
@Injectable()
export class HandshakeMiddleware {
  private readonly logger = new Logger('Signaling');

  constructor(
    private readonly admission: Admission,
    private readonly transports: Transports,
    private readonly drain: Drain,
    @Inject(MayJoin) private readonly mayJoin: MayJoin,
    @Inject(RoomStore) private readonly store: RoomStore,
  ) {}

  /** The middleware for `server.use`. */
  readonly use = (socket: SignalingSocket, next: (error?: ConnectError) => void): void => {
    this.join(socket).then(
      () => next(),
      (thrown: unknown) => {
        next(this.refusal(thrown));
        this.transports.countRefusal(socket.conn);
      },
    );
  };

  private async join(socket: SignalingSocket): Promise<void> {
    const { conn } = socket;
    if (this.drain.draining) {
      throw new SignalingError('server-closing', 'This server is stopping.', this.drain.retryAfterMs());
    }
    const transport = this.transports.beginJoin(conn);
    if (!transport) throw new SignalingError('already-joining', 'This transport has a handshake under way.');
    try {
      const mayJoin = (handshake: Handshake) => this.askMayJoin(socket, handshake);
      const { auth } = socket.handshake;
      const accepted = await this.admission.accept({
        auth,
        transport: transport.id,
        address: transport.address,
        mayJoin,
      });
      await this.dropWithTransport(socket, accepted);
      socket.data.accepted = { handshake: accepted, ice: await this.admission.iceServers(accepted) };
    } catch (thrown) {
      this.transports.refuseJoin(conn);
      throw thrown;
    }
  }

  private async dropWithTransport({ conn }: SignalingSocket, { handshake, transport }: Accepted): Promise<void> {
    const { room } = handshake; // alone, so that what waits for the close does not keep the key and the offer
    const drop = () => this.store.release(room, transport);
    if (conn.readyState !== 'open') {
      await drop();
      throw new SignalingError('internal', 'The transport closed during the handshake.');
    }
    conn.once(
      'close',
      () => void drop().catch((error: unknown) => logFailure(this.logger, 'A reserved seat was not given back', error)),
    );
  }

  private async askMayJoin(socket: SignalingSocket, { room, name }: Handshake): Promise<boolean> {
    return this.mayJoin.mayJoin({ room, name, headers: socket.handshake.headers });
  }

  private refusal(thrown: unknown): ConnectError {
    const refusal = asSignalingError(thrown).toRefusal();
    return Object.assign(new Error(refusal.message), { data: refusal });
  }
}
