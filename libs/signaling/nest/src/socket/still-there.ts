import { Injectable } from '@nestjs/common';
import { TIMES } from '@holdfast/protocol';
import { serverRequestSchemas } from '@holdfast/protocol/schemas';
import type { SignalingSocket } from './typed-socket';

/** The one request of the server: whether a client still receives media or beats from a seat. */
@Injectable()
export class StillThere {
  /** Whether any of these sockets says so in time. The first yes is enough; silence and nonsense are a no. */
  async ask(sockets: readonly SignalingSocket[], seat: string): Promise<boolean> {
    try {
      return await Promise.any(sockets.map((socket) => this.askOne(socket, seat)));
    } catch {
      return false; // an AggregateError: nobody said yes
    }
  }

  /** Resolves with a yes and rejects with everything else. */
  private async askOne(socket: SignalingSocket, seat: string): Promise<true> {
    const answer: unknown = await socket.timeout(TIMES.stillThereTimeout).emitWithAck('still-there', { seat });
    const reply = serverRequestSchemas['still-there'].reply.safeParse(answer);
    if (!reply.success || !reply.data.receiving) throw new Error('no');
    return true;
  }
}
