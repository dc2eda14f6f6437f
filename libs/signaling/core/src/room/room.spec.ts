import {
  DEFAULT_SETTINGS,
  hasEnded,
  newRoom,
  placesTaken,
  type Reservation,
  type Room,
  withLiveReservations,
} from './room';

const reservation = (keyHash: string, until: number): Reservation => ({
  keyHash,
  transport: keyHash,
  newSeat: 's',
  until,
});
const begun: Room = {
  ...newRoom({ id: 'r', epoch: 'e', settings: DEFAULT_SETTINGS }, 30_000, 1_000),
  life: 'begun',
};

describe('a room', () => {
  it('ends when it was empty for as long as it is kept', () => {
    expect(hasEnded(begun, 500, 1_499)).toBe(false);
    expect(hasEnded(begun, 500, 1_500)).toBe(true);
  });

  it('does not end while somebody has a seat', () => {
    expect(hasEnded({ ...begun, emptySince: null }, 500, 9_999)).toBe(false);
  });

  it('does not end while a place is kept in it', () => {
    const room = { ...begun, reservations: [reservation('a', 2_000)] };
    expect(hasEnded(room, 500, 1_999)).toBe(false);
    expect(hasEnded(room, 500, 2_000)).toBe(true);
  });

  it('has never been where its first join was never confirmed', () => {
    expect(hasEnded({ ...begun, life: 'awaited' }, 500, 1_000)).toBe(true);
  });

  it('counts one place for one key, however many handshakes show it', () => {
    const reservations = [reservation('a', 9), reservation('a', 9), reservation('b', 9)];
    expect(placesTaken({ ...begun, reservations })).toBe(2);
  });

  it('drops reservations whose time is over', () => {
    const room = { ...begun, reservations: [reservation('a', 10), reservation('b', 11)] };
    expect(withLiveReservations(room, 10).reservations.map(({ keyHash }) => keyHash)).toEqual(['b']);
  });
});
