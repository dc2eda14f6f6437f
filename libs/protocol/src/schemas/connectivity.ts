import * as z from 'zod/mini';
import { iceSchema } from './ice';

/** What a check of one STUN or TURN server found. */
export const CHECK_CODES = [
  /** It answers, and a TURN server gave a relay for the credentials that this server makes. */
  'reachable',
  /** It gives relays to anybody, without credentials. */
  'unprotected',
  /** It does not take the credentials: another secret, or a clock that is wrong. */
  'wrong-secret',
  /** It has no relay left to give. */
  'at-capacity',
  /** Its relays have private addresses, so that nobody outside of its network reaches them. */
  'private-relay',
  /** It refuses for another reason. */
  'refused',
  /** Nothing comes back. */
  'not-answering',
  /** Its machine says that nobody listens on this port. */
  'connection-refused',
  /** What comes back is no STUN. */
  'bad-answer',
  /** There is no such name. */
  'name-unknown',
  /** The machine of this server has no way to it. */
  'no-route',
  /** Its certificate is none that browsers trust for this name. */
  'bad-certificate',
  /** TLS does not come about. */
  'no-tls',
  /** No browser speaks this: DTLS, or a URL that is none. */
  'unsupported',
] as const;

/** What the checks mean together. */
export const VERDICT_CODES = [
  /** There is a TURN server, and every configured URL can be reached. */
  'ready',
  /** A TURN server can be reached; another configured URL can't. */
  'partly-ready',
  /** TURN servers are configured, and none can be used. */
  'no-relay-reachable',
  /** No TURN server is configured, STUN servers are. */
  'stun-only',
  /** Nothing is configured. */
  'no-servers',
] as const;

/** One configured STUN or TURN URL, as the server itself sees it. */
export const serverCheckSchema = z.object({
  url: z.string(),
  kind: z.enum(['stun', 'turn']),
  /** How this URL is spoken to. */
  transport: z.enum(['udp', 'tcp', 'tls', 'dtls']),
  code: z.enum(CHECK_CODES),
  /** What was found, in one sentence for people. */
  message: z.string(),
  /** What the operator can do; absent where there is nothing to do. */
  advice: z.optional(z.string()),
  /** From the first packet to the last answer, in ms; absent where nothing came back. */
  tookMs: z.optional(z.number()),
});

/** The answer to `GET /api/connectivity`. */
export const connectivitySchema = z.object({
  verdict: z.object({
    code: z.enum(VERDICT_CODES),
    message: z.string(),
    advice: z.optional(z.string()),
  }),
  servers: z.array(serverCheckSchema),
  /** What a page needs to try the same from where it is; absent where this server could not get it. */
  iceServers: z.optional(iceSchema.shape.iceServers),
  iceTtlMs: iceSchema.shape.iceTtlMs,
});

export type CheckCode = (typeof CHECK_CODES)[number];
export type VerdictCode = (typeof VERDICT_CODES)[number];
export type ServerCheck = z.infer<typeof serverCheckSchema>;
export type Connectivity = z.infer<typeof connectivitySchema>;
