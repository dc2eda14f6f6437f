import { TIMES, type Reply, type RequestName } from '@holdfast/protocol';
import { requestSchemas } from '@holdfast/protocol/schemas';
import {
  Admission,
  InMemoryRoomStore,
  RateLimiter,
  type Room,
  RoomIds,
  type Session,
  Signaling,
  SignalingError,
  Tickets,
  type LifecycleEvent,
  type Outcome,
  type Signer,
} from '@holdfast/signaling-core';
import { createHash, createHmac } from 'node:crypto';
import type { Line } from './line';

const PLENTY = { burst: 1e9, perSecond: 1e9 };
const LIMITS = { messageBytes: 65_536, graceMs: TIMES.grace, closingGraceMs: TIMES.closingGrace };
const SECRET = 'a secret that outlives the process';

const signer: Signer = {
  sign: (text) => createHmac('sha256', SECRET).update(text).digest('base64url'),
  equal: (one, other) => one === other,
};

interface Held {
  readonly line: Line;
  readonly session: Session;
}

/**
 * One process of the signaling server in virtual time: the real core with its in-memory store, and a shell that carries out what the
 * core decides over lines in memory, as the one on Socket.IO does.
 */
export class ServerProcess {
  private readonly store: InMemoryRoomStore;
  private readonly signaling: Signaling;
  private readonly admission: Admission;
  private readonly lines = new Set<Line>();
  private readonly byLine = new Map<Line, Held>();
  private readonly bySeat = new Map<string, Held>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /**
   * @param epoch which process in the same place this is
   * @param wallClock what tickets go by, in ms
   */
  constructor(epoch: number, wallClock: () => number) {
    const clock = () => Date.now();
    let made = 0;
    const newId = () => `${epoch}-${(made += 1)}`.padStart(22, 's');
    const tickets = new Tickets(signer, wallClock);
    const roomIds = new RoomIds(signer, newId);
    const iceServers = async (participant: string) => ({
      iceServers: [{ urls: ['turn:turn.example'], username: `${participant} ${Date.now()}`, credential: 'secret' }],
      iceTtlMs: 120_000,
    });
    const rate = new RateLimiter(PLENTY, clock);
    this.store = new InMemoryRoomStore({ emptyRoomMs: TIMES.emptyRoom, reservationMs: 2_000 }, clock, `epoch ${epoch}`);
    const { store } = this;
    this.signaling = new Signaling({ store, tickets, roomIds, rate, iceServers }, LIMITS);
    this.admission = new Admission(
      {
        store,
        tickets,
        roomIds,
        rate,
        seatRate: rate,
        within: (_ms, work) => work,
        newSeatId: newId,
        hash: (text) => createHash('sha256').update(text).digest('base64url'),
        iceServers,
      },
      { rooms: 'open', graceMs: TIMES.grace, joinTimeoutMs: 2_000, iceTimeoutMs: 1_000 },
    );
  }

  makeRoom(capacity: number): string {
    return this.signaling.make({ capacity });
  }

  look(room: string): Promise<Room | null> {
    return this.store.look(room);
  }

  /** How many sockets have a seat. */
  get voices(): number {
    return this.bySeat.size;
  }

  open(line: Line): void {
    this.lines.add(line);
  }

  async connect(line: Line, auth: unknown): Promise<void> {
    try {
      const knock = { auth, transport: line.id, address: 'one address', mayJoin: async () => true };
      const accepted = await this.admission.accept(knock);
      if (!this.lines.has(line)) return await this.store.release(accepted.handshake.room, line.id);
      const joined = await this.signaling.join(accepted, await this.admission.iceServers(accepted), line.id);
      if (joined === null) return line.closesAtServer();
      const held: Held = { line, session: joined.session };
      this.byLine.set(line, held);
      this.bySeat.set(joined.session.ref.seat, held);
      this.carryOut(joined.outcome);
      if (!this.lines.has(line)) await this.lost(line);
    } catch (error) {
      if (!(error instanceof SignalingError)) throw error;
      this.lines.delete(line);
      line.refuse(error.toRefusal());
    }
  }

  async request(line: Line, event: string, payload: unknown): Promise<unknown> {
    const held = this.byLine.get(line);
    if (held === undefined) return { error: new SignalingError('seat-gone', 'No seat.').toBody() };
    const error = this.signaling.hear(held.session, event);
    if (error !== null) return { error: error.toBody() };
    const read = requestSchemas[event as RequestName].safeParse(payload);
    if (!read.success) throw new Error(`an engine has sent a bad ${event}: ${JSON.stringify(payload)}`);
    return this.carryOut(await this.outcome(held.session, event as RequestName, read.data));
  }

  async lost(line: Line): Promise<void> {
    this.lines.delete(line);
    const held = this.byLine.get(line);
    if (held === undefined) return;
    this.forget(held);
    this.carryOut(await this.signaling.lose(held.session));
  }

  /** The process is gone with all it knew; the machine tells its clients. */
  killed(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const line of this.lines) line.closesAtServer();
    this.lines.clear();
    this.byLine.clear();
    this.bySeat.clear();
    this.timers.clear();
  }

  /** Tells everybody that the process is about to stop. */
  announcesClosing(retryAfterMs: number): void {
    for (const { line } of this.byLine.values()) line.notify({ event: 'server-closing', payload: { retryAfterMs } });
  }

  private outcome(
    session: Session,
    event: RequestName,
    payload: unknown,
  ): Outcome<unknown> | Promise<Outcome<unknown>> {
    switch (event) {
      case 'signal':
        return this.signaling.signal(session, payload as never);
      case 'update':
        return this.signaling.update(session, payload as never);
      case 'renew-ice':
        return this.signaling.renewIce(session);
      case 'echo':
        return this.signaling.echo(session);
      case 'closing':
        return this.signaling.closing(session);
      case 'leave':
        return this.signaling.leave(session);
    }
  }

  private carryOut<T>({ reply, closings, deliveries, events }: Outcome<T>): Reply<T> {
    for (const { socket, farewell } of closings) {
      const held = [...this.byLine.values()].find(({ line }) => line.id === socket);
      if (held === undefined) continue;
      held.session.apply('end');
      this.forget(held);
      this.lines.delete(held.line);
      for (const notice of farewell) held.line.notify(notice);
      held.line.closesAtServer();
    }
    for (const delivery of deliveries) {
      const held = this.bySeat.get(delivery.to);
      held?.session.follow(delivery);
      const { event, payload } = delivery;
      held?.line.notify({ event, payload } as never);
    }
    events.forEach((event) => this.record(event));
    return reply;
  }

  private record(event: LifecycleEvent): void {
    switch (event.kind) {
      case 'seat-away':
        return this.awaitReturn(event.room, event.seat, event.graceMs);
      case 'seat-resumed':
        return this.stop(event.seat);
      case 'seat-left':
        return this.awaitGoodbye(event.seat);
    }
  }

  private awaitGoodbye(seat: string): void {
    this.stop(seat);
    const held = this.bySeat.get(seat);
    if (held === undefined) return;
    const close = () => {
      held.line.closesAtServer();
      void this.lost(held.line);
    };
    this.timers.set(seat, setTimeout(close, TIMES.ackTimeout));
  }

  private awaitReturn(room: string, seat: string, afterMs: number): void {
    this.stop(seat);
    this.timers.set(
      seat,
      setTimeout(() => void this.expire(room, seat), afterMs),
    );
  }

  private async expire(room: string, seat: string): Promise<void> {
    const outcome = await this.signaling.expire(room, seat, (witnesses, about) => this.askWitnesses(witnesses, about));
    if ('dueInMs' in outcome) this.awaitReturn(room, seat, outcome.dueInMs);
    else this.carryOut(outcome);
  }

  private askWitnesses(witnesses: readonly string[], about: string): Promise<boolean> {
    return new Promise((resolve) => {
      const answered = (yes: boolean) => {
        clearTimeout(timer);
        resolve(yes);
      };
      const timer = setTimeout(() => answered(false), TIMES.stillThereTimeout);
      for (const witness of witnesses) {
        void this.bySeat
          .get(witness)
          ?.line.askStillThere(about)
          .then((yes) => yes && answered(true));
      }
    });
  }

  private stop(seat: string): void {
    clearTimeout(this.timers.get(seat));
    this.timers.delete(seat);
  }

  private forget(held: Held): void {
    const { seat } = held.session.ref;
    this.byLine.delete(held.line);
    if (this.bySeat.get(seat) !== held) return;
    this.bySeat.delete(seat);
    this.stop(seat);
  }
}
