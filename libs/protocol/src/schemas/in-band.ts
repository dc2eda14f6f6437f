import * as z from 'zod/mini';
import { peerSignalSchema, updateSchema } from './requests';

/** A number that a sender raises with each message of its kind on a connection. */
const countSchema = z.int().check(z.gte(1), z.lte(2 ** 31 - 1));

/** What goes over the data channel of a connection, by its `event`: JSON text, an object with `event` and what stands here. */
export const inBandSchemas = {
  /** A sign of life from a side that has sent nothing for `TIMES.beat`. Never acked, never sent again. */
  beat: z.object({
    event: z.literal('beat'),
    id: countSchema,
    /** The newest beat of the other side and for how long it was held here, in ms: what the other side measures its round trip with. */
    echo: z.optional(z.object({ id: countSchema, heldMs: z.number().check(z.gte(0), z.lte(3_600_000)) })),
  }),
  /** A `signal` about the connection that it travels on. */
  signal: z.object({ event: z.literal('signal'), id: countSchema, payload: peerSignalSchema }),
  /** The whole presence of the sender, of the incarnation that its connection is of. */
  update: z.object({ event: z.literal('update'), id: countSchema, payload: updateSchema }),
  /** The sender has left the room. */
  leave: z.object({ event: z.literal('leave'), id: countSchema }),
  /** The message with this id has arrived. */
  ack: z.object({
    event: z.literal('ack'),
    id: countSchema,
    /** After a `signal`: the last `n` applied, so that its sender sees what got lost on another way. */
    n: z.optional(z.int().check(z.gte(0), z.lte(2 ** 31 - 1))),
  }),
} as const;

/** One message on the data channel. */
export const inBandSchema = z.discriminatedUnion('event', [
  inBandSchemas.beat,
  inBandSchemas.signal,
  inBandSchemas.update,
  inBandSchemas.leave,
  inBandSchemas.ack,
]);

export type InBand = { [E in keyof typeof inBandSchemas]: z.infer<(typeof inBandSchemas)[E]> };
export type InBandMessage = z.infer<typeof inBandSchema>;
