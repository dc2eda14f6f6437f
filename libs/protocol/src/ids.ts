/** The shape of a room's id. */
export const ROOM_ID = /^[A-Za-z0-9_-]{20,64}$/;

/** The shape of a seat key and of a page id. */
export const OPAQUE_ID = /^[A-Za-z0-9_-]{20,64}$/;

/** Whether a string has the shape of a room's id. Says nothing about whether such a room exists. */
export function isRoomId(value: string): boolean {
  return ROOM_ID.test(value);
}

/** Random bytes, as `crypto.getRandomValues` fills them. Handed in, so that the cores stay pure. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * 128 random bits as 22 URL-safe characters (base64url without padding, RFC 4648 section 5).
 * Used for rooms, seat keys, pages and seats.
 */
export function randomId(random: RandomBytes): string {
  const bytes = random(new Uint8Array(16));
  let bits = 0;
  let held = 0;
  let id = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      id += ALPHABET[(held >> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? id + ALPHABET[(held << (6 - bits)) & 63] : id;
}
