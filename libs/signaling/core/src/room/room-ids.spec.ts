import { isRoomId } from '@holdfast/protocol';
import { fakeSigner } from '../testing/virtual-server';
import { RoomIds } from './room-ids';

describe('the id of a made room', () => {
  const random = 'V7nq1bTzK3mXr9aPcE5wYg';
  const ids = new RoomIds(fakeSigner('a secret'), () => random);
  const all = [2, 3, 4, 5, 6, 7, 8].flatMap((capacity) => [true, false].map((relayOnly) => ({ capacity, relayOnly })));

  it.each(all)('says what the room was made with: $capacity seats, relayed alone: $relayOnly', (settings) => {
    const id = ids.make(settings);
    expect(isRoomId(id)).toBe(true);
    expect(id).toHaveLength(32);
    expect(id.startsWith(random)).toBe(true);
    expect(ids.read(id)).toEqual(settings);
  });

  it('is read by another server with the same secret, and by none with another', () => {
    const id = ids.make({ capacity: 2, relayOnly: true });
    expect(new RoomIds(fakeSigner('a secret'), () => '').read(id)).toEqual({ capacity: 2, relayOnly: true });
    expect(new RoomIds(fakeSigner('another'), () => '').read(id)).toBeNull();
  });

  it('is worth nothing once a character of it is another one', () => {
    const id = ids.make({ capacity: 2, relayOnly: true });
    for (let at = 0; at < id.length; at++) {
      const other = id[at] === 'E' ? 'F' : 'E';
      expect(ids.read(id.slice(0, at) + other + id.slice(at + 1))).toBeNull();
    }
  });

  it.each([random, '', `${random}F`, 'a-room-of-thirty-two-characters-'])('is not what somebody chose: %s', (id) => {
    expect(ids.read(id)).toBeNull();
  });
});
