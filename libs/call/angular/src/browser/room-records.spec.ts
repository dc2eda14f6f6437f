import { FakeStorage } from '../testing/fake-storage';
import { RoomRecords } from './room-records';

const DAY = 24 * 60 * 60_000;

describe('RoomRecords', () => {
  let storage: FakeStorage;
  let now: number;
  let records: RoomRecords;
  beforeEach(() => {
    storage = new FakeStorage();
    now = 1_000_000;
    records = new RoomRecords(storage, 'seat.', () => now);
  });

  it('gives back what was written, and how old it is', () => {
    records.write('room-1', { seatKey: 'key' });
    now += 5_000;
    expect(records.read('room-1')).toEqual({ value: { seatKey: 'key' }, ageMs: 5_000 });
    expect(records.read('room-2')).toBeNull();
  });

  it('bears a clock that was set back', () => {
    records.write('room-1', 1);
    now -= 60_000;
    expect(records.read('room-1')).toEqual({ value: 1, ageMs: -60_000 });
  });

  it.each(['', 'null', '7', '[]', '{}', '{"at":"now"}', '{'])('takes %p for nothing', (stored) => {
    storage.setItem('seat.room-1', stored);
    expect(records.read('room-1')).toBeNull();
  });

  it('keeps the last 20 rooms', () => {
    for (let room = 0; room < 50; room++) {
      now += 1_000;
      records.write(`room-${room}`, room);
    }
    expect(storage.items.size).toBe(20);
    expect(records.read('room-49')?.value).toBe(49);
    expect(records.read('room-30')?.value).toBe(30);
    expect(records.read('room-29')).toBeNull();
  });

  it('forgets after a day, also what seems to be from a day that has not come', () => {
    records.write('old', 1);
    now += 2 * DAY;
    records.write('future', 1);
    now -= DAY + 1;
    records.write('new', 1);
    expect([...storage.items.keys()]).toEqual(['seat.new']);
  });

  it('leaves what is not its own alone', () => {
    storage.setItem('name', 'Ana');
    storage.setItem('seat.broken', '{');
    for (let room = 0; room < 50; room++) records.write(`room-${room}`, room);
    expect(storage.getItem('name')).toBe('Ana');
    expect(storage.getItem('seat.broken')).toBeNull();
  });

  it('that is written again costs no other one its place', () => {
    for (let room = 0; room < 20; room++) records.write(`room-${room}`, room);
    for (let time = 0; time < 30; time++) records.write('room-0', time);
    expect(storage.items.size).toBe(20);
  });
});
