import type { RefusalBody } from '@holdfast/protocol';

/** What follows from a refused handshake: the engine tries again by itself, or a person decides. */
export type RefusalVerdict = 'try-again' | 'refused';

/**
 * Everything that passes by itself is tried again. Not a full room: there a seat is free when somebody leaves, so asking is for the
 * person; and nothing else that the same handshake would meet again. The same holds for one who was in the call already: whoever
 * is refused then has lost the seat.
 */
export function judgeRefusal(refusal: RefusalBody): RefusalVerdict {
  return refusal.retryable && refusal.code !== 'room-full' ? 'try-again' : 'refused';
}

/** Whether what came as a refusal is one that can be acted upon. A code that is not known goes by `retryable`. */
export function isRefusal(value: unknown): value is RefusalBody {
  if (typeof value !== 'object' || value === null) return false;
  const { code, status, retryable, retryAfterMs } = value as Partial<RefusalBody>;
  return (
    typeof code === 'string' &&
    typeof status === 'number' &&
    typeof retryable === 'boolean' &&
    (retryAfterMs === undefined || Number.isFinite(retryAfterMs))
  );
}
