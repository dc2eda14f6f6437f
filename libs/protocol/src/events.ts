import type * as z from 'zod/mini';
import type { Empty, Signal, Update } from './schemas/requests';
import type { Ice } from './schemas/ice';
import type { noticeSchemas, serverRequestSchemas } from './schemas/notices';
import type { Reply } from './error-codes';

/** Each request of a client: its payload and what a successful ack carries. */
export interface Requests {
  /** Tells one peer something about one connection. Delivered in order, never queued. */
  signal: { payload: Signal; reply: Empty };
  /** Replaces the presence of this seat. */
  update: { payload: Update; reply: Empty };
  /** Asks for ICE servers with fresh credentials. */
  'renew-ice': { payload: Empty; reply: Ice };
  /** Asks whether the server is there. */
  echo: { payload: Empty; reply: Empty };
  /** The page is going away: the seat is kept only as long as a reload takes. Any later message takes it back. */
  closing: { payload: Empty; reply: Empty };
  /** Gives the seat up. Nothing of this socket is listened to afterwards. */
  leave: { payload: Empty; reply: Empty };
}

/** Each notice of the server and its payload. `joined` is the first on every socket. */
export type Notices = { [E in keyof typeof noticeSchemas]: z.infer<(typeof noticeSchemas)[E]> };

/** Each request of the server: its payload and the reply. */
export type ServerRequests = {
  [E in keyof typeof serverRequestSchemas]: {
    payload: z.infer<(typeof serverRequestSchemas)[E]['payload']>;
    reply: z.infer<(typeof serverRequestSchemas)[E]['reply']>;
  };
};

export type RequestName = keyof Requests;
export type NoticeName = keyof Notices;
export type ServerRequestName = keyof ServerRequests;

/** Socket.IO's typed map of what a client sends. */
export type ClientToServerEvents = {
  [E in RequestName]: (payload: Requests[E]['payload'], ack: (reply: Reply<Requests[E]['reply']>) => void) => void;
};

/** Socket.IO's typed map of what a server sends. */
export type ServerToClientEvents = { [E in NoticeName]: (payload: Notices[E]) => void } & {
  [E in ServerRequestName]: (
    payload: ServerRequests[E]['payload'],
    ack: (reply: ServerRequests[E]['reply']) => void,
  ) => void;
};

/** Every notice as one value with its name, as streams carry it. */
export type Notice = { [E in NoticeName]: { readonly event: E; readonly payload: Notices[E] } }[NoticeName];
