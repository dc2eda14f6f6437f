import { inject, Service, InjectionToken, DOCUMENT } from '@angular/core';
import type { ErrorCode, MadeRoom, MakeRoom, RoomStatus } from '@holdfast/protocol';

/** `fetch` as the page has it; handed in so that specs need no network. */
export const Fetch = new InjectionToken<typeof fetch>('Fetch', {
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return (input, init) => (window ?? globalThis).fetch(input, init);
  },
});

/** Why a request to the REST API failed. */
export class RoomApiError extends Error {
  override readonly name = 'RoomApiError';

  private constructor(
    /** The server's code; `unreachable` where there was no answer, `internal` where the answer was not the API's. */
    readonly code: ErrorCode | 'unreachable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static unreachable(cause: unknown): RoomApiError {
    return new RoomApiError('unreachable', 'The server did not answer.', { cause });
  }

  static answered(code: ErrorCode, message: string): RoomApiError {
    return new RoomApiError(code, message);
  }
}

/** Rooms over REST. A small entry of its own: a page that only makes rooms loads no engine, socket or schema. */
@Service()
export class RoomApi {
  private readonly fetch = inject(Fetch);

  /**
   * Makes a room (`POST /api/rooms`).
   * @throws RoomApiError
   */
  make(room: MakeRoom = {}): Promise<MadeRoom> {
    return this.request<MadeRoom>('/api/rooms', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(room),
    });
  }

  /**
   * Tells whether a room exists and has a free seat (`GET /api/rooms/:room`).
   * @throws RoomApiError `room-not-found` for an id that can't be a room, or that nobody made where only POST makes rooms
   */
  status(room: string): Promise<RoomStatus> {
    return this.request<RoomStatus>(`/api/rooms/${encodeURIComponent(room)}`);
  }

  private async request<T>(path: string, init?: RequestInit): Promise<T> {
    let response: Response;
    let body: unknown;
    try {
      response = await this.fetch(path, init);
      body = await response.json().catch(() => null); // a proxy's HTML page is no answer of ours
    } catch (cause) {
      throw RoomApiError.unreachable(cause);
    }
    if (response.ok && body !== null) return body as T;
    throw RoomApiError.answered(...refusal(body));
  }
}

/** The typed error in an answer; `internal` where it has none. */
function refusal(body: unknown): [ErrorCode, string] {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error ?? body;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string'
    ? [code as ErrorCode, typeof message === 'string' ? message : code]
    : ['internal', 'The server gave no usable answer.'];
}
