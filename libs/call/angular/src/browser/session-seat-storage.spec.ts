import { FakeStorage } from '../testing/fake-storage';
import { ForgivingStorage } from './forgiving-storage';
import { SessionSeatStorage } from './session-seat-storage';

const SEAT = { seatKey: 'abcdefghijklmnopqrstuv', ticket: 'signed', joinedAs: 'Marko' };

describe('SessionSeatStorage', () => {
  it('gives back what was written, also to the next page of the tab', () => {
    const tab = new FakeStorage();
    new SessionSeatStorage(tab).write('room-1', SEAT);
    expect(new SessionSeatStorage(tab).read('room-1')).toEqual(SEAT);
  });

  it('knows nothing of a room that was never written', () => {
    expect(new SessionSeatStorage(new FakeStorage()).read('room-1')).toBeNull();
  });

  it('forgets one room and no other', () => {
    const storage = new SessionSeatStorage(new FakeStorage());
    storage.write('room-1', SEAT);
    storage.write('room-2', SEAT);
    storage.clear('room-1');
    expect(storage.read('room-1')).toBeNull();
    expect(storage.read('room-2')).toEqual(SEAT);
  });

  it.each(['', 'null', '7', '[]', '{}', '{"seatKey":7}', '{"seatKey":"too short"}', '{"seatKey":'])(
    'takes %p for nothing',
    (stored) => {
      const tab = new FakeStorage();
      tab.setItem('holdfast.seat.room-1', stored);
      expect(new SessionSeatStorage(tab).read('room-1')).toBeNull();
    },
  );

  it('keeps the key where the rest is not what it should be', () => {
    const tab = new FakeStorage();
    tab.setItem('holdfast.seat.room-1', JSON.stringify({ ...SEAT, ticket: 7, joinedAs: null }));
    expect(new SessionSeatStorage(tab).read('room-1')).toEqual({ seatKey: SEAT.seatKey });
  });
});

describe('ForgivingStorage', () => {
  const blocked = new ForgivingStorage(() => {
    throw new DOMException('Cookies are blocked', 'SecurityError');
  });

  it('forgets where storage is blocked, and never throws', () => {
    blocked.setItem('name', 'Marko');
    blocked.removeItem('name');
    expect(blocked.getItem('name')).toBeNull();
  });

  it('goes on where storage is full', () => {
    const full = new FakeStorage();
    full.setItem('name', 'Ana');
    full.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    const storage = new ForgivingStorage(() => full);
    storage.setItem('name', 'Marko');
    expect(storage.getItem('name')).toBe('Ana');
  });
});
