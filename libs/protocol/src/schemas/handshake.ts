import * as z from 'zod/mini';
import { LIMITS } from '../limits';
import { connectionIdSchema } from './connection-id';
import { opaqueIdSchema, roomIdSchema, seatIdSchema } from './ids';
import { presenceSchema } from './presence';
import { warmOfferSchema } from './requests';

/** A name as people type it: trimmed, without control characters and halves of surrogate pairs, possibly empty. */
export const nameSchema = z.string().check(z.trim(), z.maxLength(LIMITS.nameLength), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));

/** What a client has of a connection when it comes back: which one, and the last `n` it has applied. */
export const heldConnectionSchema = z.object({
  connectionId: connectionIdSchema,
  n: z.int().check(z.gte(0), z.lte(2 ** 31 - 1)),
});

/** The `auth` of Socket.IO's CONNECT: the handshake is the join. */
export const handshakeSchema = z.object({
  /** The client's `PROTOCOL_VERSION`. Looked at before everything else, so that an old client learns why. */
  protocol: z.int(),
  room: roomIdSchema,
  /** The secret of the seat: made and stored by the client before its first handshake, the same in each one for this seat. */
  seatKey: opaqueIdSchema,
  /** Made anew by each page load. Another one raises the seat's incarnation. */
  pageId: opaqueIdSchema,
  name: nameSchema,
  presence: presenceSchema,
  /** The last ticket this client was given. */
  ticket: z.optional(z.string().check(z.maxLength(LIMITS.ticketLength))),
  /** The connections it still has, by the seat at their other end. */
  connections: z.optional(z.record(seatIdSchema, heldConnectionSchema)),
  offer: z.optional(warmOfferSchema),
});

export type HeldConnection = z.infer<typeof heldConnectionSchema>;
export type Handshake = z.infer<typeof handshakeSchema>;
