import * as z from 'zod/mini';
import { connectionIdSchema } from './connection-id';

/** What a client has of a connection when it comes back: which one, and the last `n` it has applied. */
export const heldConnectionSchema = z.object({
  connectionId: connectionIdSchema,
  n: z.int().check(z.gte(0), z.lte(2 ** 31 - 1)),
});

export type HeldConnection = z.infer<typeof heldConnectionSchema>;
