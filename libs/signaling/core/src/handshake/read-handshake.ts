import { LIMITS, PROTOCOL_VERSION, type Handshake } from '@holdfast/protocol';
import { handshakeSchema } from '@holdfast/protocol/schemas';
import { SignalingError } from '../signaling-error';
import { jsonBytes } from './json-bytes';

/**
 * Reads the `auth` of a CONNECT. The version of the protocol comes first: a client that speaks another one learns just that.
 * @throws SignalingError `wrong-protocol`, `too-large` or `bad-handshake`
 */
export function readHandshake(auth: unknown): Handshake {
  const protocol = typeof auth === 'object' && auth !== null && 'protocol' in auth ? auth.protocol : undefined;
  if (Number.isInteger(protocol) && protocol !== PROTOCOL_VERSION) {
    throw new SignalingError('wrong-protocol', `This server speaks version ${PROTOCOL_VERSION} of the protocol.`);
  }
  if (jsonBytes(auth) > LIMITS.messageBytes) {
    throw new SignalingError('too-large', `A handshake has at most ${LIMITS.messageBytes} bytes.`);
  }
  const read = handshakeSchema.safeParse(auth);
  if (read.success) return read.data;
  // the outermost field is one of the schema's own, anything further in may be the client's
  const field = read.error.issues[0]?.path[0];
  throw new SignalingError('bad-handshake', `The handshake does not fit its schema at ${String(field ?? 'its root')}.`);
}
