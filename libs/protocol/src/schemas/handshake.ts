import * as z from 'zod/mini';
import { LIMITS } from '../limits';
import { heldConnectionSchema } from './held-connection';
import { opaqueIdSchema, roomIdSchema, seatIdSchema } from './ids';
import { nameSchema } from './name';
import { presenceSchema } from './presence';
import { warmOfferSchema } from './requests';

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

export type Handshake = z.infer<typeof handshakeSchema>;
