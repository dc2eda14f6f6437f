import * as z from 'zod/mini';
import { CONNECTION_ID } from '../connection-id';

/** A connection id on the wire; see `ConnectionId`. */
export const connectionIdSchema = z.string().check(z.regex(CONNECTION_ID));
