import { PROTOCOL_VERSION, type Handshake } from '@holdfast/protocol';

/** A valid handshake; the name tells attempts apart. */
export function handshakeOf(name: string): Handshake {
  return {
    protocol: PROTOCOL_VERSION,
    room: 'a-room-with-22-letters',
    seatKey: 'a-seat-key-of-22-signs',
    pageId: 'a-page-id-of-22-signs-',
    name,
    presence: { version: 0, microphone: 'on', camera: 'on' },
  };
}
