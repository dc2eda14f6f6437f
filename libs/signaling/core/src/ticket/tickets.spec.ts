import { LIMITS } from '@holdfast/protocol';
import { DEFAULT_SETTINGS, newRoom, type Room } from '../room/room';
import type { Signer } from '../signer';
import { Tickets } from './tickets';

/** Signatures and ids as long as the real ones can be. */
const signer: Signer = { sign: (text) => `${text.length}`.padEnd(43, 's'), equal: (one, other) => one === other };
const LONGEST = 'x'.repeat(64);

describe('a ticket', () => {
  const room: Room = {
    ...newRoom({ id: LONGEST, epoch: 'e'.repeat(22), settings: { ...DEFAULT_SETTINGS, capacity: 8 } }, 1, 1),
    seats: Array.from({ length: LIMITS.maxCapacity }, (_, index) => ({
      id: `${index}`.padEnd(22, 's'),
      keyHash: `${index}`.padEnd(43, 'k'),
      order: 1_000_000 + index,
      pageId: LONGEST,
      incarnation: 999_999_999,
      state: 'away',
      shown: { name: 'Ana', presence: { version: 0, microphone: 'on', camera: 'on' } },
      awayUntil: 1,
      extendableUntil: 1,
    })),
  };
  const tickets = new Tickets(signer, () => Date.UTC(2100, 0));

  it('of a full mesh is far below the limit of its length', () => {
    expect(tickets.issue(room).length).toBeLessThan(LIMITS.ticketLength / 4);
  });

  it('has neither names nor presence', () => {
    expect(tickets.issue(room)).not.toMatch(/Ana|microphone/);
  });

  it('is read back as the room was', () => {
    const read = tickets.read(tickets.issue(room), LONGEST, room.seats[0]?.keyHash ?? '');
    expect(read).toMatchObject({ room: LONGEST, epoch: room.epoch, rev: 0, nextOrder: 1, settings: room.settings });
    expect(read?.seats).toHaveLength(8);
  });
});
