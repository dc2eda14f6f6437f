import * as z from 'zod/mini';

/**
 * What a participant sends of one kind of media: `on`, `off` (muted, camera off: could be on), or `none` (no device, or not allowed).
 * It is what tells the others; session descriptions never change with it.
 */
export const mediaPresenceSchema = z.enum(['on', 'off', 'none']);

/**
 * What a participant shows of itself, always whole. `version` counts within an incarnation: a lower one than known is passed over,
 * so that two ways to the same peer never undo each other. A higher incarnation always wins.
 */
export const presenceSchema = z.object({
  version: z.int().check(z.gte(0), z.lte(2 ** 31 - 1)),
  microphone: mediaPresenceSchema,
  camera: mediaPresenceSchema,
});

export type MediaPresence = z.infer<typeof mediaPresenceSchema>;
export type Presence = z.infer<typeof presenceSchema>;
