import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { type Reply, TIMES } from '@holdfast/protocol';
import {
  type AskStillThere,
  type Closing,
  type LifecycleEvent,
  type Outcome,
  type Session,
  Signaling,
} from '@holdfast/signaling-core';
import { Drain } from '../lifecycle/drain';
import { SeatTimers } from '../lifecycle/seat-timers';
import { LifecycleLog } from '../lifecycle/lifecycle-log';
import { logFailure } from '../log-failure';
import { ResolvedOptions } from '../resolved-options';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { StillThere } from './still-there';
import { Transports } from './transports';
import type { SignalingSocket } from './typed-socket';

interface Held {
  readonly socket: SignalingSocket;
  readonly session: Session;
}

/** Every socket of this process that has a seat. Carries out what the core decides. */
@Injectable()
export class Sessions implements BeforeApplicationShutdown {
  private readonly bySocket = new Map<string, Held>();
  private readonly bySeat = new Map<string, Held>();
  private readonly timers = new SeatTimers();
  private readonly logger = new Logger('Signaling');

  constructor(
    private readonly signaling: Signaling,
    private readonly transports: Transports,
    private readonly drain: Drain,
    private readonly log: LifecycleLog,
    private readonly stillThere: StillThere,
    @Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions,
  ) {}

  /** A socket is connected: its reservation becomes its seat. */
  async join(socket: SignalingSocket): Promise<void> {
    const { accepted } = socket.data;
    this.transports.completeJoin(socket.conn);
    const joined = accepted && (await this.signaling.join(accepted.handshake, accepted.ice, socket.id));
    if (!joined) {
      socket.disconnect(true);
      return;
    }
    const { session, outcome } = joined;
    const held: Held = { socket, session };
    socket.data = { session };
    socket.handshake.auth = {}; // of the key only its hash is kept, and of the offer nothing
    this.bySocket.set(socket.id, held);
    this.bySeat.set(session.ref.seat, held);
    this.carryOut(outcome);
    if (!socket.connected) await this.lose(socket); // it broke while the store was asked, when there was no session to lose
  }

  /** A socket is gone. Its transport serves for nothing else: it would count as no one's. */
  async lose(socket: SignalingSocket): Promise<void> {
    const held = this.bySocket.get(socket.id);
    socket.conn.close();
    if (!held) return;
    this.forget(held);
    await this.becomeAway(held.session);
  }

  /** Carries out what follows from a message, and gives back its reply. */
  carryOut<T>({ reply, closings, deliveries, events }: Outcome<T>): Reply<T> {
    closings.forEach((closing) => this.close(closing));
    for (const delivery of deliveries) {
      const held = this.bySeat.get(delivery.to);
      held?.session.follow(delivery);
      held?.socket.emit(delivery.event, delivery.payload as never);
    }
    events.forEach((event) => this.record(event));
    return reply;
  }

  /** The rooms that somebody here has a seat in. */
  get rooms(): readonly string[] {
    return [...new Set([...this.bySeat.values()].map(({ session }) => session.ref.room))];
  }

  /** Something happened to a room or a seat. */
  record(event: LifecycleEvent): void {
    this.log.record(event);
    switch (event.kind) {
      case 'seat-away':
        return this.awaitReturn(event.room, event.seat, event.graceMs);
      case 'seat-resumed':
        return this.timers.stop(event.seat);
      case 'seat-left':
        return this.awaitGoodbye(event.seat);
    }
  }

  /** Tells everybody, while the sockets are open, that the server stops; each comes back at a moment of its own. */
  beforeApplicationShutdown(): void {
    this.drain.begin();
    this.timers.end();
    for (const { socket } of this.bySocket.values()) {
      socket.emit('server-closing', { retryAfterMs: this.drain.retryAfterMs() });
    }
  }

  private close({ socket: id, farewell }: Closing): void {
    const held = this.bySocket.get(id);
    if (!held) return;
    held.session.apply('end');
    this.forget(held); // at once: what is due for the seat from now on is not this socket's
    for (const { event, payload } of farewell) held.socket.emit(event, payload as never);
    held.socket.disconnect(true);
  }

  /** The socket speaks for no seat any more. */
  private forget(held: Held): void {
    const { seat } = held.session.ref;
    this.bySocket.delete(held.socket.id);
    if (this.bySeat.get(seat) !== held) return;
    this.bySeat.delete(seat);
    this.timers.stop(seat);
  }

  /** Who has left closes its socket itself, once it has the ack. A socket without a seat is not kept for longer than that takes. */
  private awaitGoodbye(seat: string): void {
    const held = this.bySeat.get(seat);
    if (held) this.timers.start(seat, TIMES.ackTimeout, () => held.socket.disconnect(true));
    else this.timers.stop(seat);
  }

  /** A seat has no socket any more. Where the store fails it is asked again: a seat that stays present is ended by nobody. */
  private async becomeAway(session: Session): Promise<void> {
    if (this.drain.draining) return;
    try {
      this.carryOut(await this.signaling.lose(session));
    } catch (error) {
      logFailure(this.logger, 'A seat was not made away', error);
      // by its socket: the seat may have another one meanwhile, and a time of its own
      this.timers.start(session.ref.socket, this.options.storeRetryMs, () => void this.becomeAway(session));
    }
  }

  private awaitReturn(room: string, seat: string, afterMs: number): void {
    this.timers.start(seat, afterMs, () => void this.expire(room, seat));
  }

  /** Ends the grace of a seat. Where the store fails it is asked again: a seat that nobody ends would be taken for ever. */
  private async expire(room: string, seat: string): Promise<void> {
    const ask: AskStillThere = (witnesses, about) => this.stillThere.ask(this.socketsOf(witnesses), about);
    try {
      const outcome = await this.signaling.expire(room, seat, ask);
      if ('dueInMs' in outcome) this.awaitReturn(room, seat, outcome.dueInMs);
      else this.carryOut(outcome);
    } catch (error) {
      logFailure(this.logger, 'A seat was not ended', error);
      this.awaitReturn(room, seat, this.options.storeRetryMs);
    }
  }

  private socketsOf(seats: readonly string[]): SignalingSocket[] {
    return seats.flatMap((seat) => this.bySeat.get(seat)?.socket ?? []);
  }
}
