import * as z from 'zod/mini';
import { heldConnectionSchema } from './held-connection';
import { iceSchema } from './ice';
import { opaqueIdSchema, roomIdSchema, seatIdSchema } from './ids';
import { nameSchema } from './name';
import { presenceSchema } from './presence';
import { signalSchema, warmOfferSchema } from './requests';
import { capacitySchema } from './rooms';

/** `caller` is the longest seated participant, everybody else is `callee`. It follows from `order` and is never stored. */
export const roleSchema = z.enum(['caller', 'callee']);

/** Whether a seat has a socket (`present`) or is kept for its owner (`away`). */
export const seatStateSchema = z.enum(['present', 'away']);

/** A seat as the others see it. */
export const participantSchema = z.object({
  id: seatIdSchema,
  pageId: opaqueIdSchema,
  name: nameSchema,
  /** Rises with each first join. The lowest is the caller; of a pair the lower is impolite, the higher polite. */
  order: z.int().check(z.gte(1)),
  role: roleSchema,
  state: seatStateSchema,
  /** How many pages have held this seat; counts from 1. */
  incarnation: z.int().check(z.gte(1)),
  presence: presenceSchema,
});

/**
 * A peer as `joined` tells it. Of a seat that was restored from a ticket and whose owner is not back yet the server knows neither name
 * nor presence: then both are absent, and a client goes on showing what it knows.
 */
export const joinedPeerSchema = z.extend(participantSchema, {
  name: z.optional(participantSchema.shape.name),
  presence: z.optional(participantSchema.shape.presence),
});

/** What became of the warm offer of a handshake. */
export const offerFateSchema = z.union([
  z.object({ deliveredTo: seatIdSchema }),
  z.object({ dropped: z.enum(['resumed', 'not-alone-with-one', 'mesh']) }),
]);

/** The server's first event on every socket. */
export const joinedSchema = z.object({
  room: z.object({ id: roomIdSchema, capacity: capacitySchema, relayOnly: z.boolean() }),
  self: participantSchema,
  peers: z.array(joinedPeerSchema),
  ...iceSchema.shape,
  /** A signed snapshot of the room; shown in the next handshake. Absent where the server gives none. */
  ticket: z.optional(z.string()),
  limits: z.object({
    /** Largest payload of a message, in bytes. */
    messageBytes: z.number(),
    /** How long the seat is kept after the socket broke, in ms. */
    graceMs: z.number(),
    /** How long the seat is kept after `closing`, in ms. */
    closingGraceMs: z.number(),
  }),
  /** Whether the seat key was known: the same seat as before. */
  resumed: z.boolean(),
  offer: z.optional(offerFateSchema),
});

export const noticeSchemas = {
  joined: joinedSchema,
  'peer-joined': z.object({ peer: participantSchema, offer: z.optional(warmOfferSchema) }),
  'peer-away': z.object({ id: seatIdSchema }),
  'peer-resumed': z.object({ peer: participantSchema, connection: z.optional(heldConnectionSchema) }),
  'peer-left': z.object({ id: seatIdSchema, reason: z.enum(['left', 'expired', 'removed']) }),
  'peer-updated': z.object({ id: seatIdSchema, incarnation: z.int().check(z.gte(1)), presence: presenceSchema }),
  signaled: z.object({
    from: seatIdSchema,
    connectionId: signalSchema.shape.connectionId,
    n: signalSchema.shape.n,
    description: signalSchema.shape.description,
    candidates: signalSchema.shape.candidates,
    restart: signalSchema.shape.restart,
  }),
  'role-changed': z.object({ role: roleSchema }),
  'seat-taken': z.object({ by: opaqueIdSchema }),
  ticket: z.object({ ticket: z.string() }),
  'room-closed': z.object({}),
  'server-closing': z.object({ retryAfterMs: z.number() }),
} as const;

/** The one request that the server makes: whether this client still receives media or beats from that seat. */
export const serverRequestSchemas = {
  'still-there': { payload: z.object({ seat: seatIdSchema }), reply: z.object({ receiving: z.boolean() }) },
} as const;

export type Role = z.infer<typeof roleSchema>;
export type SeatState = z.infer<typeof seatStateSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type JoinedPeer = z.infer<typeof joinedPeerSchema>;
export type OfferFate = z.infer<typeof offerFateSchema>;
export type Joined = z.infer<typeof joinedSchema>;
export type PeerLeftReason = z.infer<(typeof noticeSchemas)['peer-left']>['reason'];
