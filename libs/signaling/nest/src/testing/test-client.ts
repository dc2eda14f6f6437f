import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Handshake, Joined, NoticeName, Notices, RefusalBody, RequestName, Requests } from '@holdfast/protocol';
import { io, type Socket } from 'socket.io-client';

const id = () => randomBytes(16).toString('base64url');

/** A random room that nobody has joined. */
export const freshRoom = id;

/** A handshake as a page sends it for the first time. */
export function handshakeFor(room: string, changes: Partial<Handshake> = {}): Handshake {
  const presence = { version: 0, microphone: 'on', camera: 'on' } as const;
  return { protocol: 1, room, seatKey: id(), pageId: id(), name: 'Ada', presence, ...changes };
}

interface Received {
  readonly event: string;
  readonly payload: unknown;
}

/** A client that writes down whatever it is told, in order. */
export class TestClient {
  readonly received: Received[] = [];
  /** What it answers to `still-there`. */
  stillThere: unknown = { receiving: false };
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown, answer?: (reply: unknown) => void) => {
      this.note(event, payload);
      answer?.(this.stillThere);
    });
    socket.on('disconnect', () => this.note('disconnect', null));
    socket.on('connect_error', (error) => this.note('connect_error', 'data' in error ? error.data : null));
  }

  /** Sends a handshake; what comes of it is among `received`. */
  static knock(url: string, auth: object, transport: 'websocket' | 'polling' = 'websocket'): TestClient {
    const socket = io(url, { auth, transports: [transport], reconnection: false, forceNew: true });
    return new TestClient(socket);
  }

  /** Joins and waits for `joined`. */
  static async join(url: string, auth: Handshake): Promise<TestClient & { readonly joined: Joined }> {
    const client = TestClient.knock(url, auth);
    const joined = await client.notice('joined');
    return Object.assign(client, { joined });
  }

  /** Sends a handshake that is refused. */
  static async refused(url: string, auth: object): Promise<RefusalBody> {
    const client = TestClient.knock(url, auth);
    const refusal = await client.next('connect_error');
    client.cut();
    return refusal as RefusalBody;
  }

  /** The first notice of this name, now or once it comes. */
  async notice<E extends NoticeName>(event: E): Promise<Notices[E]> {
    return (await this.next(event)) as Notices[E];
  }

  /** The payloads of all notices of this name so far. */
  all<E extends NoticeName>(event: E): Notices[E][] {
    return this.received.filter((notice) => notice.event === event).map(({ payload }) => payload as Notices[E]);
  }

  /** Waits until the server has closed the socket. */
  async closed(): Promise<void> {
    await this.next('disconnect');
  }

  /** Waits until what was received fulfils a condition. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  /** Sends a request and waits for its ack, whatever stands in it. */
  request<E extends RequestName>(event: E, payload: Requests[E]['payload']): Promise<unknown> {
    return this.send(event, payload);
  }

  /** Sends anything and waits for its ack. */
  send(event: string, ...payload: unknown[]): Promise<unknown> {
    return this.socket.timeout(3_000).emitWithAck(event, ...payload);
  }

  /** Breaks the line without a word of Socket.IO. */
  cut(): void {
    this.socket.io.engine.close();
  }

  /** Waits until the Engine.IO connection is open. */
  async opened(): Promise<void> {
    await once(this.socket.io as never, 'open');
  }

  private async next(event: string): Promise<unknown> {
    await this.until(() => this.received.some((item) => item.event === event));
    return this.received.find((item) => item.event === event)?.payload;
  }

  private note(event: string, payload: unknown): void {
    this.received.push({ event, payload });
    const waiting = [...this.waiting];
    this.waiting.clear();
    waiting.forEach((resume) => resume());
  }
}
