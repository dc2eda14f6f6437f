import { type BeforeApplicationShutdown, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import { SignalingModule } from '../signaling.module';
import type { SignalingOptions } from '../signaling-options';
import type { Gate } from './gate';

/** What an app around the module may do. */
interface Surroundings {
  /** Binds filters or a logger, before it listens. */
  readonly bind?: (app: INestApplication) => void;
  /** Holds the end of the app up, once signaling has said goodbye. */
  readonly linger?: Gate;
  /** Whether Nest ends open HTTP connections by itself. */
  readonly forceCloseConnections?: boolean;
}

/** A Nest app with the module and nothing else of its own, listening on a free port. */
export class RunningServer {
  private constructor(
    private readonly app: INestApplication,
    readonly url: string,
  ) {}

  static async start(
    options: SignalingOptions = {},
    { bind, linger, forceCloseConnections }: Surroundings = {},
  ): Promise<RunningServer> {
    // the hooks of modules further from the root run later, so this one holds the app up once signaling has said goodbye
    @Module({})
    class Lingering implements BeforeApplicationShutdown {
      beforeApplicationShutdown = () => linger?.pass();
    }
    @Module({ imports: [Lingering] })
    class Between {}
    @Module({ imports: [SignalingModule.forRoot(options), Between] })
    class EmptyApp {}
    const app = await NestFactory.create(EmptyApp, { logger: false, forceCloseConnections });
    bind?.(app);
    await app.listen(0, '127.0.0.1');
    return new RunningServer(app, `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`);
  }

  /** The HTTP server, for requests without a socket. */
  get http(): ReturnType<INestApplication['getHttpServer']> {
    return this.app.getHttpServer();
  }

  /** How many TCP connections are open. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.getConnections((error: Error | null, count: number) => (error ? reject(error) : resolve(count)));
    });
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
