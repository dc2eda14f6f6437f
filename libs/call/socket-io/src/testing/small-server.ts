import type { ClientToServerEvents, RefusalBody, ServerToClientEvents } from '@holdfast/protocol';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, ReplaySubject, skip, Subject } from 'rxjs';
import { Server, type Socket } from 'socket.io';

type Admitted = Socket<ClientToServerEvents, ServerToClientEvents>;
type EngineSocket = Admitted['conn'];

/** A refusal as the signaling server's middleware makes it. */
export const roomFull: RefusalBody = {
  code: 'room-full',
  status: 423,
  message: 'every seat of the room is taken',
  retryable: true,
};

/** A real Socket.IO server that admits, refuses or breaks at its test's word. Knows nothing of rooms. */
export class SmallServer {
  /** After so long without a word the client gives a connection up. */
  readonly silenceMs = 67_890;
  private readonly http: HttpServer = createServer();
  private readonly io: Server<ClientToServerEvents, ServerToClientEvents>;
  private readonly admitted$ = new ReplaySubject<Admitted>();
  private readonly opened$ = new ReplaySubject<EngineSocket>();
  private readonly openedBy$ = new ReplaySubject<string>();
  private readonly upgraded$ = new Subject<void>();
  private readonly closed$ = new Subject<void>();
  private refusal: RefusalBody | null = null;
  private atHandshake: ((connection: EngineSocket) => void) | null = null;
  /** The handshakes in the order in which they came. */
  readonly handshakes: unknown[] = [];

  constructor(transports: ('websocket' | 'polling')[] = ['websocket', 'polling']) {
    this.io = new Server(this.http, { transports, pingInterval: 60_000, pingTimeout: 7_890 });
    this.io.engine.on('connection', (connection: EngineSocket) => {
      this.opened$.next(connection);
      this.openedBy$.next(connection.transport.name);
      connection.once('upgrade', () => this.upgraded$.next());
      connection.once('close', () => this.closed$.next());
    });
    this.io.use((socket, next) => {
      this.handshakes.push(socket.handshake.auth);
      if (this.atHandshake) return this.atHandshake(socket.conn);
      next(this.refusal ? Object.assign(new Error('refused'), { data: this.refusal }) : undefined);
    });
    this.io.on('connection', (socket) => this.admitted$.next(socket));
  }

  /** @param port the one to listen on; 0: any that is free */
  async listen(port = 0): Promise<this> {
    await new Promise<void>((listening) => this.http.listen(port, '127.0.0.1', listening));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** Engine.IO connections that are open now. */
  get connections(): number {
    return this.io.engine.clientsCount;
  }

  refuse(refusal: RefusalBody): void {
    this.refusal = refusal;
  }

  admit(): void {
    this.refusal = null;
  }

  /** Does this with the connection in place of an answer to the handshake. */
  onHandshake(then: (connection: EngineSocket) => void): void {
    this.atHandshake = then;
  }

  /** Says something to each newcomer before anybody can have subscribed to anything. */
  greet(greeting: (socket: Admitted) => void): void {
    this.io.on('connection', greeting);
  }

  /** The n-th connection there ever was, from 0, once it is there. */
  opened(index = 0): Promise<EngineSocket> {
    return firstValueFrom(this.opened$.pipe(skip(index)));
  }

  /** How the n-th connection there ever was began, from 0, once it is there. */
  openedBy(index = 0): Promise<string> {
    return firstValueFrom(this.openedBy$.pipe(skip(index)));
  }

  /** Resolves when the next connection has gone over to WebSocket. */
  upgraded(): Promise<void> {
    return firstValueFrom(this.upgraded$);
  }

  /** The n-th socket that was ever admitted, from 0, once it is. */
  socket(index = 0): Promise<Admitted> {
    return firstValueFrom(this.admitted$.pipe(skip(index)));
  }

  /** Resolves when no connection is open. */
  async empty(): Promise<void> {
    while (this.connections > 0) await firstValueFrom(this.closed$);
  }

  async stop(): Promise<void> {
    await this.io.close();
  }
}
