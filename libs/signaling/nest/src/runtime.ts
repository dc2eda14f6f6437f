import { createHash, createHmac, randomFillSync, timingSafeEqual } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { RandomBytes } from '@holdfast/protocol';
import type { Clock, Signer, Within } from '@holdfast/signaling-core';

/** Milliseconds that never go back. */
export const steadyClock: Clock = () => performance.now();

/** Milliseconds since the epoch; may be set to another time at any moment. */
export const wallClock: Clock = () => Date.now();

/** Random bytes fit for secrets. */
export const randomBytes: RandomBytes = (bytes) => randomFillSync(bytes);

/** SHA-256 in the URL-safe alphabet. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Signs with HMAC-SHA256 (RFC 2104) in the URL-safe alphabet. */
export function hmacSigner(secret: string): Signer {
  return {
    sign: (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    equal: (one, other) => {
      const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
      return bytes.length === others.length && timingSafeEqual(bytes, others);
    },
  };
}

/** The longest time that a timer of this runtime can have, in ms: a longer one would be due at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits for some work, but not longer than so many ms. */
export const within: Within = async (ms, work) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS), 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};
