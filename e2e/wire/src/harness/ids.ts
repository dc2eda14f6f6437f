import { randomBytes } from 'node:crypto';

/** 128 random bits as 22 characters: a room, a seat key or a page. */
export const freshId = (): string => randomBytes(16).toString('base64url');
