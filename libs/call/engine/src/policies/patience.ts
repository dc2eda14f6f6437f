/** What a patience knows when it is asked. */
export interface PatienceContext {
  /** How many times the ladder has been climbed to its end since the connection last worked. */
  readonly rounds: number;
  /** A number from 0 up to 1, drawn for this question from the engine's seeded generator. */
  readonly jitter: number;
}

/** How long each rung of the recovery ladder is given, in ms; `null` stays on it. */
export interface PatiencePolicy {
  /** From the loss of contact to the first ICE restart: it may come back by itself. */
  waiting(context: PatienceContext): number | null;
  /** From an offer to the next rung, where it has not led to a connection. */
  offered(context: PatienceContext): number | null;
  /** Between two rounds of trying once nothing has helped. */
  unreachable(context: PatienceContext): number | null;
}

/**
 * The engine's own patience. Every offer has its 5 s also when nothing has helped so far: a new generation that is replaced before it
 * could connect makes the return later. Spread, so that the two sides do not try at the same moment again and again.
 */
export const calmPatience: PatiencePolicy = {
  waiting: () => 1_000,
  offered: () => 5_000,
  unreachable: ({ jitter }) => 5_000 + 2_000 * jitter,
};
