import * as z from 'zod/mini';
import { OPAQUE_ID, ROOM_ID } from '../ids';

/** A room's id: 20 to 64 characters of the URL-safe alphabet. Made ones have 22, that is 128 random bits. */
export const roomIdSchema = z.string().check(z.regex(ROOM_ID));

/** 128 or more random bits in the URL-safe alphabet: what seat keys and page ids are made of. */
export const opaqueIdSchema = z.string().check(z.regex(OPAQUE_ID));

/** The id of a seat, made by the server, never used again in the life of its room. */
export const seatIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
