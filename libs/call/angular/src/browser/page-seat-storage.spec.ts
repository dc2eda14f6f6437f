import { FakeDurableTexts } from '../testing/fake-durable-texts';
import { FakeStorage } from '../testing/fake-storage';
import { PageSeatStorage } from './page-seat-storage';
import { RoomRecords } from './room-records';

const SEAT = { seatKey: 'abcdefghijklmnopqrstuv', ticket: 'signed', joinedAs: 'Marko' };
const { seatKey, ticket } = SEAT;

describe('PageSeatStorage', () => {
  let machine: FakeStorage;
  let now: number;
  beforeEach(() => {
    machine = new FakeStorage();
    now = 1_000_000;
  });

  const page = (tab = new FakeStorage()) =>
    new PageSeatStorage(tab, new RoomRecords(machine, 'holdfast.seat.', () => now, new FakeDurableTexts()));
  const pageWithoutLocks = (tab = new FakeStorage()) => new PageSeatStorage(tab, null);

  it('knows whether another page wrote what is read: not where this tab has something of its own', () => {
    const storage = page();
    page().write('room-1', SEAT);
    expect([storage.read('room-1'), storage.isOfAnother('room-1')]).toEqual([SEAT, true]);
    storage.write('room-1', { seatKey });
    expect(storage.isOfAnother('room-1')).toBe(false);
    storage.leaveToAnother('room-1');
    expect(storage.isOfAnother('room-1')).toBe(false);
  });

  describe.each([
    ['with Web Locks', page],
    ['without', pageWithoutLocks],
  ])('in a tab, %s', (_locks, open) => {
    it('gives back what was written, also to the next page, however long that takes', () => {
      const tab = new FakeStorage();
      open(tab).write('room-1', SEAT);
      now += 86_400_000;
      expect(open(tab).read('room-1')).toEqual(SEAT);
    });

    it('knows nothing of a room that was never written', () => {
      expect(open().read('room-1')).toBeNull();
    });

    it('forgets one room and no other', () => {
      const storage = open();
      storage.write('room-1', SEAT);
      storage.write('room-2', SEAT);
      storage.clear('room-1');
      expect(storage.read('room-1')).toBeNull();
      expect(storage.read('room-2')).toEqual(SEAT);
    });

    it('keeps the key alone where another page has the seat', () => {
      const storage = open();
      storage.write('room-1', SEAT);
      storage.leaveToAnother('room-1');
      expect(storage.read('room-1')).toEqual({ seatKey });
    });

    it.each(['', 'null', '7', '[]', '{}', '{"seatKey":7}', '{"seatKey":"too short"}', '{"seatKey":'])(
      'takes %p for nothing',
      (stored) => {
        const tab = new FakeStorage();
        tab.setItem('holdfast.seat.room-1', stored);
        machine.setItem('holdfast.seat.room-1', stored);
        expect(open(tab).read('room-1')).toBeNull();
      },
    );

    it('keeps the key where the rest is not what it should be', () => {
      const tab = new FakeStorage();
      tab.setItem('holdfast.seat.room-1', JSON.stringify({ ...SEAT, ticket: 7, joinedAs: null }));
      expect(open(tab).read('room-1')).toEqual({ seatKey });
    });
  });

  describe('in a tab that is opened again', () => {
    it('gives back all of it for two minutes after a page was last in the call', () => {
      const first = page();
      first.write('room-1', SEAT);
      now += 100_000;
      first.write('room-1', SEAT); // the page is still there
      now += 120_000;
      expect(page().read('room-1')).toEqual(SEAT);
    });

    it('gives back key and ticket after that, so that the lobby is shown', () => {
      page().write('room-1', SEAT);
      now += 120_001;
      expect(page().read('room-1')).toEqual({ seatKey, ticket });
    });

    it('shows the lobby too where the clock was set back by more', () => {
      page().write('room-1', SEAT);
      now -= 120_001;
      expect(page().read('room-1')).toEqual({ seatKey, ticket });
    });

    it('knows that the other one has left', () => {
      const first = page();
      first.write('room-1', SEAT);
      first.write('room-1', { seatKey });
      expect(page().read('room-1')).toEqual({ seatKey });
    });

    it('is not told by a page that lost its seat to another one that nobody is in the call', () => {
      const [first, second] = [page(), page()];
      first.write('room-1', SEAT);
      second.write('room-1', { ...SEAT, joinedAs: 'Marko P.' });
      first.leaveToAnother('room-1');
      expect(page().read('room-1')).toEqual({ ...SEAT, joinedAs: 'Marko P.' });
    });

    it('does not mix rooms up', () => {
      page().write('room-1', SEAT);
      page().write('room-2', { ...SEAT, joinedAs: 'Ana' });
      expect(page().read('room-1')?.joinedAs).toBe('Marko');
      expect(page().read('room-2')?.joinedAs).toBe('Ana');
    });

    it('knows nothing where two pages could not be kept from the same seat', () => {
      page().write('room-1', SEAT);
      expect(pageWithoutLocks().read('room-1')).toBeNull();
    });
  });
});
