import * as z from 'zod/mini';
import { LIMITS } from '../limits';
import { iceSchema } from './ice';
import { roomIdSchema } from './ids';

/** How many seats a room has. */
export const capacitySchema = z.int().check(z.gte(LIMITS.minCapacity), z.lte(LIMITS.maxCapacity));

/** The body of `POST /api/rooms`. */
export const makeRoomSchema = z.object({
  /** Seats in the room; 2 where absent. */
  capacity: z.optional(capacitySchema),
  /** Whether media may only go through a relay, so that no participant learns another's address; `false` where absent. */
  relayOnly: z.optional(z.boolean()),
});

/** The answer to `POST /api/rooms`. */
export const madeRoomSchema = z.object({ room: roomIdSchema, url: z.string() });

/** The answer to `GET /api/rooms/:room`. It names nobody. */
export const roomStatusSchema = z.object({
  room: roomIdSchema,
  /** Whether the room has begun: it was made by POST, or somebody has joined it. */
  exists: z.boolean(),
  capacity: capacitySchema,
  /** How many seats are taken, present or away. */
  taken: z.int().check(z.gte(0)),
  relayOnly: z.boolean(),
  /** What a connection made before the join may use; absent where the room is full, or where the server could not get it in time. */
  iceServers: z.optional(iceSchema.shape.iceServers),
  /** For how many milliseconds from now on their credentials can be used. Absent: without end. */
  iceTtlMs: iceSchema.shape.iceTtlMs,
});

export type MakeRoom = z.infer<typeof makeRoomSchema>;
export type MadeRoom = z.infer<typeof madeRoomSchema>;
export type RoomStatus = z.infer<typeof roomStatusSchema>;
