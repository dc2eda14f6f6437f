import * as z from 'zod/mini';
import { LIMITS } from '../limits';

/** A name as people type it: trimmed, without control characters and halves of surrogate pairs, possibly empty. */
export const nameSchema = z.string().check(z.trim(), z.maxLength(LIMITS.nameLength), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));
