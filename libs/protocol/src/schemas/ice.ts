import * as z from 'zod/mini';

/** An entry of `RTCConfiguration.iceServers` (W3C WebRTC section 4.2.4). */
export const iceServerSchema = z.object({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});

/** ICE servers with the time for which their credentials are good. */
export const iceSchema = z.object({
  iceServers: z.array(iceServerSchema),
  /** For how many milliseconds from now on the credentials can be used. Absent: without end. */
  iceTtlMs: z.optional(z.number()),
});

export type IceServer = z.infer<typeof iceServerSchema>;
export type Ice = z.infer<typeof iceSchema>;
