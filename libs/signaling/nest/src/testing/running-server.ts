import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import { SignalingModule } from '../signaling.module';
import type { SignalingOptions } from '../signaling-options';

/** An empty Nest app with the module and nothing else, listening on a free port. */
export class RunningServer {
  private constructor(
    private readonly app: INestApplication,
    readonly url: string,
  ) {}

  static async start(
    options: SignalingOptions = {},
    bind: (app: INestApplication) => void = () => undefined,
  ): Promise<RunningServer> {
    @Module({ imports: [SignalingModule.forRoot(options)] })
    class EmptyApp {}
    const app = await NestFactory.create(EmptyApp, { logger: false });
    bind(app);
    await app.listen(0, '127.0.0.1');
    return new RunningServer(app, `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`);
  }

  /** The HTTP server, for requests without a socket. */
  get http(): ReturnType<INestApplication['getHttpServer']> {
    return this.app.getHttpServer();
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
