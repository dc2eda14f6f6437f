import * as z from 'zod/mini';
import { LIMITS } from '../limits';
import { connectionIdSchema } from './connection-id';
import { seatIdSchema } from './ids';
import { presenceSchema } from './presence';

/** A session description (RFC 9429 section 3.5; W3C WebRTC section 4.6). Only offers and answers travel. */
export const descriptionSchema = z.object({
  type: z.enum(['offer', 'answer']),
  sdp: z.string().check(z.maxLength(LIMITS.sdpLength)),
});

/** An ICE candidate as `RTCIceCandidate.toJSON()` gives it (W3C WebRTC section 4.8.1). An empty line ends the candidates of its fragment. */
export const candidateSchema = z.object({
  candidate: z.string().check(z.maxLength(LIMITS.candidateLength)),
  sdpMid: z.nullish(z.string().check(z.maxLength(64))),
  sdpMLineIndex: z.nullish(z.int().check(z.gte(0), z.lte(255))),
  usernameFragment: z.nullish(z.string().check(z.maxLength(256))),
});

const candidatesSchema = z.array(candidateSchema).check(z.maxLength(LIMITS.candidatesPerMessage));

/** What two peers tell each other about one connection, whichever way it goes. */
const signalFields = {
  connectionId: connectionIdSchema,
  /** Counts from 1 for each sender and connection; 0 is the warm offer. */
  n: z.int().check(z.gte(1), z.lte(2 ** 31 - 1)),
  description: z.optional(descriptionSchema),
  candidates: z.optional(candidatesSchema),
  /** The later seat asks the earlier one for the generation after `connectionId`. */
  restart: z.optional(z.literal(true)),
};

const carriesSomething = z.refine<SignalContent>(
  ({ description, candidates, restart }) => description !== undefined || candidates !== undefined || restart === true,
  { error: 'a signal carries a description, candidates or a restart' },
);

interface SignalContent {
  readonly description?: unknown;
  readonly candidates?: unknown;
  readonly restart?: unknown;
}

/** Everything two peers tell each other about one connection: one event, so that the order is kept. */
export const signalSchema = z
  .object({
    /** The seat it is for. The server says `from` in its place. */
    to: seatIdSchema,
    ...signalFields,
  })
  .check(carriesSomething);

/** The same on the connection itself, where there is only one that it can be for. */
export const peerSignalSchema = z.object(signalFields).check(carriesSomething);

/** The whole presence of the one who sends it. */
export const updateSchema = z.object({ presence: presenceSchema });

/** The payload of a request that has none: `{}`. */
export const emptySchema = z.object({});

/** A warm offer: a connection's first description with the candidates known by then. */
export const warmOfferSchema = z.object({
  description: z.object({ type: z.literal('offer'), sdp: z.string().check(z.maxLength(LIMITS.sdpLength)) }),
  candidates: candidatesSchema,
});

export type Description = z.infer<typeof descriptionSchema>;
export type Candidate = z.infer<typeof candidateSchema>;
export type Signal = z.infer<typeof signalSchema>;
export type PeerSignal = z.infer<typeof peerSignalSchema>;
export type Update = z.infer<typeof updateSchema>;
export type Empty = z.infer<typeof emptySchema>;
export type WarmOffer = z.infer<typeof warmOfferSchema>;

/** The schema of each request, by the name of its event. */
export const requestSchemas = {
  signal: signalSchema,
  update: updateSchema,
  'renew-ice': emptySchema,
  echo: emptySchema,
  closing: emptySchema,
  leave: emptySchema,
} as const;
