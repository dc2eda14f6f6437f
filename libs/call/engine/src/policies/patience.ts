import { TIMES } from '@holdfast/protocol';

/** What a patience knows when it is asked. */
export interface PatienceContext {
  /** How many times the ladder has been climbed to its end since the connection last worked. */
  readonly rounds: number;
  /** A number from 0 up to 1, drawn for this question from the engine's seeded generator. */
  readonly jitter: number;
}

/** What a patience knows when it is asked about silence. */
export interface SilenceContext {
  /** How far a round trip to the other side is from the smoothed one, on average, in ms; `null` where none was measured. */
  readonly deviationMs: number | null;
  /** Whether something else says that the path may be gone: the own link was cut, or the machine has another network. */
  readonly isSuspicious: boolean;
}

/** How long each rung of the recovery ladder is given, in ms; `null` stays on it. */
export interface PatiencePolicy {
  /** For how long nothing may arrive from a peer that sends beats before it counts as silent, in ms. */
  silence(context: SilenceContext): number;
  /**
   * From the loss of contact to the next rung where nobody has said whether the server can be reached: as soon as that is known, the
   * ladder goes on without waiting.
   */
  waiting(context: PatienceContext): number | null;
  /** From an offer to the next rung, where it has not led to a connection. */
  offered(context: PatienceContext): number | null;
  /** Between two rounds of trying once nothing has helped. */
  unreachable(context: PatienceContext): number | null;
}

const LEAST_SILENCE_MS = 800;
const MOST_SILENCE_MS = 1_500;
const LEAST_SUSPICIOUS_MS = 400;

/**
 * The engine's own patience. Silence: three beats and what the round trip varies; where the path is suspected, the one beat that is due.
 * Every offer has its 5 s also when nothing has helped so far: a new generation that is replaced before it could connect makes the return
 * later. Spread, so that the two sides do not try at the same moment again and again.
 */
export const calmPatience: PatiencePolicy = {
  silence: ({ deviationMs, isSuspicious }) => {
    if (deviationMs === null) return MOST_SILENCE_MS;
    const [beats, least] = isSuspicious ? [1, LEAST_SUSPICIOUS_MS] : [3, LEAST_SILENCE_MS];
    return Math.min(MOST_SILENCE_MS, Math.max(least, beats * TIMES.beat + 4 * deviationMs));
  },
  waiting: () => 4_000,
  offered: () => 5_000,
  unreachable: ({ jitter }) => 5_000 + 2_000 * jitter,
};
