import type { ErrorCode, Handshake, Joined, NoticeName, Notices, RefusalBody, Signal } from '@holdfast/protocol';
import { filter, firstValueFrom, map, merge, ReplaySubject, take } from 'rxjs';
import { io, type Socket } from 'socket.io-client';
import { freshId } from './ids';
import { within } from './until';

/** What a bare client was told, in order. */
export interface Told {
  readonly event: string;
  readonly payload: unknown;
}

/** A valid first handshake. */
export function handshakeFor(room: string, changes: Partial<Handshake> = {}): Handshake {
  return {
    protocol: 1,
    room,
    seatKey: freshId(),
    pageId: freshId(),
    name: 'Bare',
    presence: { version: 0, microphone: 'on', camera: 'on' },
    ...changes,
  };
}

/** Socket.IO's client and nothing else: speaks the protocol by hand, well or badly. */
export class BareClient {
  /** Everything it was told, in order. */
  readonly told: Told[] = [];
  joined!: Joined;
  private readonly told$ = new ReplaySubject<Told>();
  private readonly refused$ = new ReplaySubject<unknown>(1);
  private readonly ended$ = new ReplaySubject<void>(1);

  private constructor(
    readonly socket: Socket,
    readonly handshake: unknown,
  ) {
    socket.onAny((event: string, payload: unknown) => {
      this.told.push({ event, payload });
      this.told$.next({ event, payload });
    });
    socket.on('connect_error', (error: Error & { data?: unknown }) => this.refused$.next(error.data));
    socket.on('disconnect', () => this.ended$.next());
  }

  /** Knocks, well or badly; nothing is waited for. */
  static knock(origin: string, handshake: unknown): BareClient {
    const socket = io(origin, {
      auth: handshake as object,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    return new BareClient(socket, handshake);
  }

  /** Takes a seat and waits for `joined`. */
  static async join(origin: string, handshake: Handshake): Promise<BareClient> {
    const client = BareClient.knock(origin, handshake);
    client.joined = await client.notice('joined');
    return client;
  }

  /** Knocks and is refused; the answer is what `connect_error` carried. */
  static async refused(origin: string, handshake: unknown): Promise<RefusalBody> {
    const client = BareClient.knock(origin, handshake);
    const refusal = await client.refusal();
    client.hangUp();
    return refusal;
  }

  get id(): string {
    return this.joined.self.id;
  }

  refusal(): Promise<RefusalBody> {
    return within('a handshake is refused', firstValueFrom(this.refused$)) as Promise<RefusalBody>;
  }

  /** What becomes of the handshake: `joined`, or the code of its refusal. */
  outcome(): Promise<'joined' | ErrorCode> {
    const joined$ = this.told$.pipe(
      filter(({ event }) => event === 'joined'),
      map(() => 'joined' as const),
    );
    const refused$ = this.refused$.pipe(map((refusal) => (refusal as RefusalBody).code));
    return within('a handshake is answered', firstValueFrom(merge(joined$, refused$)));
  }

  /** The n-th notice of this name, from 0, now or once it comes. */
  notice<E extends NoticeName>(event: E, index = 0): Promise<Notices[E]> {
    return within(
      `${event} comes`,
      firstValueFrom(
        this.told$.pipe(
          filter((told) => told.event === event),
          filter((_told, i) => i === index),
          map(({ payload }) => payload as Notices[E]),
          take(1),
        ),
      ),
    );
  }

  /** All notices of this name until now. */
  all<E extends NoticeName>(event: E): Notices[E][] {
    return this.told.filter((told) => told.event === event).map(({ payload }) => payload as Notices[E]);
  }

  /** Sends anything and waits for what the ack carries. */
  send(event: string, ...payload: unknown[]): Promise<unknown> {
    return within(`${event} is acked`, this.socket.emitWithAck(event, ...payload));
  }

  /** Sends anything; the code of the typed error in its ack, or what the ack carried where it is none. */
  async errorOf(event: string, ...payload: unknown[]): Promise<ErrorCode | unknown> {
    const reply = await this.send(event, ...payload);
    return (reply as { error?: { code: ErrorCode } } | undefined)?.error?.code ?? reply;
  }

  /** Sends a signal. */
  signal(to: string, changes: Partial<Signal> = {}): Promise<unknown> {
    return this.send('signal', { to, connectionId: '1.1.1', n: 1, candidates: [], ...changes });
  }

  /** Goes once to the server and back: whatever was sent to it before has arrived. */
  async settled(): Promise<void> {
    await this.send('echo', {});
  }

  /** The server or the line has ended it. */
  ended(): Promise<void> {
    return within('the socket is ended', firstValueFrom(this.ended$));
  }

  /** Ends the socket without a `leave`. */
  hangUp(): void {
    this.socket.disconnect();
  }
}
