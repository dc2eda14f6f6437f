import { FakeDurableTexts } from '../testing/fake-durable-texts';
import { FakeStorage } from '../testing/fake-storage';
import { RoomRecords } from './room-records';

const DAY = 24 * 60 * 60_000;

describe('RoomRecords', () => {
  let storage: FakeStorage;
  let durable: FakeDurableTexts;
  let now: number;
  let records: RoomRecords;
  beforeEach(() => {
    storage = new FakeStorage();
    durable = new FakeDurableTexts();
    now = 1_000_000;
    records = new RoomRecords(storage, 'seat.', () => now, durable);
  });

  /** The browser is killed and started again: of its storage it has what it had written by then. */
  async function startAgain(written: FakeStorage): Promise<RoomRecords> {
    const again = new RoomRecords(written, 'seat.', () => now, durable);
    await again.restore();
    return again;
  }

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

  describe('after a kill of the browser', () => {
    it('have what the storage had not written yet', async () => {
      records.write('room-1', 'seat');
      now += 5_000;
      const again = await startAgain(new FakeStorage());
      expect(again.read('room-1')).toEqual({ value: 'seat', ageMs: 5_000 });
    });

    it('have the newer one where the storage had written an older one', async () => {
      records.write('room-1', 'muted');
      const written = new FakeStorage(storage.items);
      now += 1;
      records.write('room-1', 'unmuted');
      expect((await startAgain(written)).read('room-1')?.value).toBe('unmuted');
    });

    it('keep what another tab wrote meanwhile', async () => {
      records.write('room-1', 'before');
      now += 1;
      const other = new RoomRecords(storage, 'seat.', () => now, new FakeDurableTexts());
      other.write('room-1', 'now');
      await records.restore();
      expect(records.read('room-1')?.value).toBe('now');
    });

    it('do not take up what is not theirs, or broken', async () => {
      durable.write('off.room-1', JSON.stringify({ at: now, value: 1 }));
      durable.write('seat.room-1', '{');
      const started = new FakeStorage();
      await startAgain(started);
      expect(started.keys()).toEqual([]);
    });

    it('have nothing that was cleared, and no more than 20 rooms', async () => {
      for (let room = 0; room < 50; room++) records.write(`room-${room}`, (now += 1));
      records.clear('room-49');
      const started = new FakeStorage();
      await startAgain(started);
      expect(started.items.size).toBe(19);
      expect(started.getItem('seat.room-49')).toBeNull();
    });
  });
});
