import * as fc from 'fast-check';
import { OPAQUE_ID, ROOM_ID, type RandomBytes, isRoomId, randomId } from './ids';

const filledWith =
  (values: ArrayLike<number>): RandomBytes =>
  (bytes) => {
    bytes.set(Array.from(values));
    return bytes;
  };
const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('randomId', () => {
  it('is the base64url of 16 bytes, without padding', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        expect(randomId(filledWith(bytes))).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });

  it('asks for 16 bytes, once', () => {
    const asked: number[] = [];
    randomId((bytes) => {
      asked.push(bytes.length);
      return bytes;
    });
    expect(asked).toEqual([16]);
  });

  it('fits where a room, a seat key and a page id go', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        const id = randomId(filledWith(bytes));
        expect(id).toHaveLength(22);
        expect(id).toMatch(ROOM_ID);
        expect(id).toMatch(OPAQUE_ID);
      }),
    );
  });

  it('depends on each of the 128 bits', () => {
    const none = randomId(filledWith(new Uint8Array(16)));
    const ids = Array.from({ length: 128 }, (_, bit) => {
      const bytes = new Uint8Array(16);
      bytes[bit >> 3] = 1 << (bit & 7);
      return randomId(filledWith(bytes));
    });
    expect(new Set([none, ...ids]).size).toBe(129);
  });

  it('uses what was written into the array that is handed back, not the array that was handed in', () => {
    const own = new Uint8Array(16).fill(255);
    expect(randomId(() => own)).toBe(Buffer.from(own).toString('base64url'));
  });
});

describe('isRoomId', () => {
  it.each(['a'.repeat(20), 'a'.repeat(64), 'V7nq1bTzK3mXr9aPcE5wYg', '__________proto__-__'])('takes %s', (id) => {
    expect(isRoomId(id)).toBe(true);
  });

  it.each([
    '',
    'a'.repeat(19),
    'a'.repeat(65),
    'a'.repeat(20) + '\n',
    '\n' + 'a'.repeat(20),
    'a'.repeat(20) + '=',
    'a b'.repeat(10),
    '../../../../../../etc/passwd',
    'ä'.repeat(22),
    'V7nq1bTzK3mXr9aPcE5wYg\u0000',
  ])('does not take %j', (id) => {
    expect(isRoomId(id)).toBe(false);
  });
});
