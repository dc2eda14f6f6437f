import { createHash, randomFillSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { RandomBytes } from '@holdfast/protocol';
import type { Clock, Within } from '@holdfast/signaling-core';

/** Milliseconds that never go back. */
export const steadyClock: Clock = () => performance.now();

/** Random bytes fit for secrets. */
export const randomBytes: RandomBytes = (bytes) => randomFillSync(bytes);

/** SHA-256 in the URL-safe alphabet. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Waits for some work, but not longer than so many ms. */
export const within: Within = async (ms, work) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};
