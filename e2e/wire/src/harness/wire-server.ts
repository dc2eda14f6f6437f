import type { RoomStatus } from '@holdfast/protocol';
import { RoomStore, SignalingModule, type LifecycleEvent, type SignalingOptions } from '@holdfast/signaling-nest';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { concat, filter, firstValueFrom, from, Subject } from 'rxjs';
import { within } from './until';

/** One address plays everybody here, so what is limited for each address is not limited. */
const UNLIMITED = { burst: 1e9, perSecond: 1e9 };
const ONE_MACHINE: SignalingOptions = {
  handshakeRate: UNLIMITED,
  makeRate: UNLIMITED,
  lookRate: UNLIMITED,
  seatRate: UNLIMITED,
  unjoinedPerAddress: 1e9,
  returnSpreadMs: 50,
  secret: 'the same before and after a restart',
};

/** An empty Nest app with nothing but the signaling module, on a port of its own. */
export class WireServer {
  /** What has happened to rooms and seats, from the start. */
  readonly happened: LifecycleEvent[] = [];
  private readonly happening$ = new Subject<LifecycleEvent>();
  private app!: INestApplication;
  private port = 0;

  private constructor(private readonly options: SignalingOptions) {}

  static async start(options: SignalingOptions = {}): Promise<WireServer> {
    const server = new WireServer(options);
    await server.listen();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get store(): RoomStore {
    return this.app.get<RoomStore>(RoomStore);
  }

  /** Listens again on the same port, with an empty store; with the same options but for these. */
  async listen(changes: SignalingOptions = {}): Promise<void> {
    const happened = (event: LifecycleEvent): void => {
      this.happened.push(event);
      this.happening$.next(event);
    };
    @Module({
      imports: [SignalingModule.forRoot({ ...ONE_MACHINE, ...this.options, ...changes, events: { happened } })],
    })
    class EmptyApp {}
    this.app = await NestFactory.create(EmptyApp, {
      logger: ['error', 'fatal'],
      forceCloseConnections: true, // as the server itself has it: a half-dead line would else hold a stop up for 30 s
    });
    await this.app.listen(this.port, '127.0.0.1');
    this.port = ((this.app.getHttpServer() as Server).address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  /** The first thing of this kind that has happened or will. */
  async event<K extends LifecycleEvent['kind']>(
    kind: K,
    where: (event: Extract<LifecycleEvent, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<LifecycleEvent, { kind: K }>> {
    const isIt = (event: LifecycleEvent): event is Extract<LifecycleEvent, { kind: K }> =>
      event.kind === kind && where(event as Extract<LifecycleEvent, { kind: K }>);
    return within(
      `the server says ${kind}`,
      firstValueFrom(concat(from(this.happened), this.happening$).pipe(filter(isIt))),
    );
  }

  /** How often something of this kind has happened in a room. */
  count(kind: LifecycleEvent['kind'], room: string): number {
    return this.happened.filter((event) => event.kind === kind && event.room === room).length;
  }

  /** How many TCP connections are open. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      (this.app.getHttpServer() as Server).getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** Makes a room by REST. */
  async makeRoom(settings: object = {}): Promise<string> {
    const response = await fetch(`${this.origin}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    });
    return ((await response.json()) as { room: string }).room;
  }

  /** What REST says of a room. */
  async roomStatus(room: string): Promise<RoomStatus> {
    return (await (await fetch(`${this.origin}/api/rooms/${room}`)).json()) as RoomStatus;
  }
}
