import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { LIMITS, SIGNALING_NAMESPACE, SIGNALING_PATH } from '@holdfast/protocol';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { logFailure } from '../log-failure';
import { ResolvedOptions } from '../resolved-options';
import { LONGEST_TIMER_MS } from '../runtime';
import type { ResolvedSignalingOptions } from '../signaling-options';
import { Transports } from './transports';

/**
 * Socket.IO as the wire wants it, read from the options of the module (a gateway's decorator is evaluated before there are any).
 * `SignalingModule` installs it by itself; an app that needs another adapter extends this one.
 */
@Injectable()
export class SignalingAdapter extends IoAdapter {
  private readonly log = new Logger('Signaling');

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(ResolvedOptions) private readonly options: ResolvedSignalingOptions,
    private readonly transports: Transports,
  ) {
    super();
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    // there is no HTTP server yet when modules are made
    Object.assign(this, { httpServer: this.host.httpAdapter.getHttpServer() });
    const { pingIntervalMs, pingTimeoutMs, unjoinedMs } = this.options;
    const own: Partial<ServerOptions> = {
      path: SIGNALING_PATH,
      serveClient: false,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: LIMITS.transportBytes,
      connectTimeout: Math.min(unjoinedMs, LONGEST_TIMER_MS),
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      allowRequest: (request: IncomingMessage, decide) => decide(null, this.transports.mayOpen(request)),
    };
    return super.createIOServer(port, { ...options, ...own } as ServerOptions);
  }

  /**
   * Nest's own adapter makes a stream for each event and socket, which costs more than the relaying itself: here the handlers stand
   * on the socket directly. Other namespaces, which are not ours, are bound as ever.
   */
  override bindMessageHandlers(
    socket: Socket,
    handlers: MessageMappingProperties[],
    transform: Parameters<IoAdapter['bindMessageHandlers']>[2],
  ): void {
    if (socket.nsp.name !== SIGNALING_NAMESPACE) return super.bindMessageHandlers(socket, handlers, transform);
    for (const { message, callback } of handlers) {
      socket.on(message, (...args: unknown[]) => {
        const ack = typeof args.at(-1) === 'function' ? (args.pop() as (reply: unknown) => void) : undefined;
        const payload = args.length === 1 ? args[0] : undefined;
        this.answer(callback(payload, ack), ack).catch((error: unknown) =>
          logFailure(this.log, 'A request was not answered', error),
        );
      });
    }
  }

  /** Nest has answered the ack already where the handler failed; its result is nothing then. */
  private async answer(handled: unknown, ack: ((reply: unknown) => void) | undefined): Promise<void> {
    const response = await handled;
    const reply: unknown = isObservable(response)
      ? await lastValueFrom(response, { defaultValue: undefined })
      : response;
    if (reply !== undefined) ack?.(reply);
  }
}
