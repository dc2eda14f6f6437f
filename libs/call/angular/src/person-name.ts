import { LIMITS } from '@holdfast/protocol';

/** A name as the wire takes it, from whatever was typed or pasted: trimmed, without control characters, not too long. */
export function personName(typed: string): string {
  return typed
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LIMITS.nameLength)
    .replace(/[\uD800-\uDBFF]$/, '') // the first half of a character that was cut through
    .trim();
}
