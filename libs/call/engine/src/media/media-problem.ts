import type { MediaProblem } from './device-state';

/** What the rejections of `getUserMedia` mean for a person (W3C Media Capture and Streams, section 10.2). */
const PROBLEMS: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  // a device that failed to start for no reason the browser could name: in practice somebody else has it
  AbortError: 'busy',
};

/** Why a device was not given. */
export function problemOf(error: unknown): MediaProblem {
  const name = (error as { name?: unknown } | null)?.name;
  return (typeof name === 'string' ? PROBLEMS[name] : undefined) ?? 'failed';
}
