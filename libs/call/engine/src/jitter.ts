import type { RandomBytes } from '@holdfast/protocol';

/** A number from 0 up to 1, another one each time. */
export type Jitter = () => number;

/** Jitter from one seed (mulberry32): a test that hands in the same random bytes sees the same numbers again. */
export function seededJitter(random: RandomBytes): Jitter {
  const [a = 0, b = 0, c = 0, d = 0] = random(new Uint8Array(4));
  let state = (a << 24) | (b << 16) | (c << 8) | d;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
