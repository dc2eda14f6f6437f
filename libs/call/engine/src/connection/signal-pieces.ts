import type { Candidate } from '@holdfast/protocol';
import type { SignalBody } from './signal-outbox';

/** What stands around a body in its message, in bytes of JSON: names, the seat's id, the connection's id and `n`. */
const AROUND_BYTES = 256;

/**
 * Takes a signal apart where it would be larger than a server allows: the description first, then candidates, as many as fit. A description
 * can't be split. All of it is ASCII (RFC 8866 section 9), so characters are bytes.
 * @param messageBytes `joined.limits.messageBytes`
 */
export function piecesOf(body: SignalBody, messageBytes: number): readonly SignalBody[] {
  const { candidates = [], ...rest } = body;
  const room = messageBytes - AROUND_BYTES;
  if (JSON.stringify(body).length <= room) return [body];
  const pieces: SignalBody[] = Object.values(rest).some((value) => value !== undefined) ? [rest] : [];
  let some: Candidate[] = [];
  for (const candidate of candidates) {
    if (some.length > 0 && JSON.stringify([...some, candidate]).length > room) {
      pieces.push({ candidates: some });
      some = [];
    }
    some.push(candidate);
  }
  return some.length > 0 ? [...pieces, { candidates: some }] : pieces;
}
