/** Shorter than this, in ms, a time without a new frame is what any call has: a look each 100 ms, a busy machine. */
export const INTERRUPTION = 500;

/**
 * The longest time without a newly decoded frame in a span: the *gap* of the table.
 * @param frames the moments at which new frames were seen, rising
 */
export function longestGap(frames: readonly number[], from: number, to: number): number {
  const before = frames.findLast((at) => at <= from) ?? from;
  const edges = [before, ...frames.filter((at) => at > from && at < to), to];
  return edges.slice(1).reduce((longest, at, index) => Math.max(longest, at - edges[index]), 0);
}

/**
 * How long after the fault was over frames flowed again for good: the *back* of the table. 0 where nothing was interrupted any more by
 * then.
 * @param from when the fault began
 * @param over when it was over
 * @param to when the watching ended
 * @returns `null` where they do not flow at the end
 */
export function backAfter(frames: readonly number[], from: number, over: number, to: number): number | null {
  const before = frames.findLast((at) => at <= from) ?? from;
  const edges = [before, ...frames.filter((at) => at > from && at <= to)];
  if (to - edges[edges.length - 1] > INTERRUPTION) return null;
  const resumed = edges.findLast((at, index) => index > 0 && at - edges[index - 1] > INTERRUPTION);
  return resumed === undefined ? 0 : Math.max(0, resumed - over);
}

/** Whether frames have flowed without an interruption for so long, until now. */
export function isSteady(frames: readonly number[], duration: number, now: number): boolean {
  const recent = frames.filter((at) => at > now - duration);
  if (recent.length === 0) return false;
  return longestGap([now - duration, ...recent], now - duration, now) <= INTERRUPTION;
}
