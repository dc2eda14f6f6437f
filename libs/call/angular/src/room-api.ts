import { DOCUMENT, inject, InjectionToken, Service } from '@angular/core';
import {
  type Connectivity,
  ERROR_STATUS,
  type ErrorCode,
  type MadeRoom,
  type MakeRoom,
  type RoomStatus,
} from '@holdfast/protocol';
import { RoomApiError } from './room-api-error';

export { RoomApiError } from './room-api-error';

/** What is used of `fetch`. */
export type Fetch = (path: string, init: RequestInit) => Promise<Pick<Response, 'ok' | 'json'>>;
export const Fetch = new InjectionToken<Fetch>('Fetch', {
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return (path, init) => (window ?? globalThis).fetch(path, init);
  },
});

/** How long an answer is waited for, in ms: a button that starts a call is never dead for longer. */
const TIMEOUT_MS = 10_000;

/** Rooms, and the check of the ways to them, over REST. A small entry of its own: a page that only makes rooms loads no engine, socket or schema. */
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
    return this.request<RoomStatus>(`/api/rooms/${encodeURIComponent(room)}`, {});
  }

  /**
   * Asks the server to check its STUN and TURN servers (`GET /api/connectivity`).
   * @throws RoomApiError
   */
  connectivity(): Promise<Connectivity> {
    return this.request<Connectivity>('/api/connectivity', {});
  }

  private async request<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause) => {
      // TypeError: no network or no server; TimeoutError
      throw RoomApiError.unreachable(cause);
    });
    const body: unknown = await response.json().catch((cause) => {
      // SyntaxError: what a proxy says in place of the server; anything else: the line broke in the middle
      throw cause instanceof SyntaxError ? RoomApiError.answered('internal', cause) : RoomApiError.unreachable(cause);
    });
    if (response.ok) return body as T;
    throw RoomApiError.answered(codeOf(body));
  }
}

/** The code of an error's body, `{error: {code}}`; `internal` where it has none that is known. */
function codeOf(body: unknown): ErrorCode {
  const code = (body as { error?: { code?: unknown } } | null)?.error?.code;
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code) ? (code as ErrorCode) : 'internal';
}
