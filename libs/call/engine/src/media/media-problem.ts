import type { MediaProblem } from './device-state';

/** What the rejections of `getUserMedia` mean for a person (W3C Media Capture and Streams, section 10.2). */
const PROBLEMS: ReadonlyMap<unknown, MediaProblem> = new Map([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  // a device that failed to start for no reason the browser could name: in practice somebody else has it
  ['AbortError', 'busy'],
]);

/** Why a device was not given. */
export function problemOf(error: unknown): MediaProblem {
  return PROBLEMS.get((error as { name?: unknown } | null | undefined)?.name) ?? 'failed';
}
