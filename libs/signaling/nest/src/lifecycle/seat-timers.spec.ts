import { SeatTimers } from './seat-timers';

describe('SeatTimers', () => {
  let timers: SeatTimers;
  beforeEach(() => {
    timers = new SeatTimers();
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('calls once when it is time, and holds nothing after that', () => {
    const due = jest.fn();
    timers.start('a', 100, due);
    jest.advanceTimersByTime(99);
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(due).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is early rather than due at once where the time is longer than a timer can have', () => {
    const due = jest.fn();
    timers.start('a', 30 * 24 * 3_600_000, due);
    jest.advanceTimersByTime(2 ** 31 - 2);
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(due).toHaveBeenCalledTimes(1);
  });

  it('puts a new time in the place of the old one', () => {
    const [first, second] = [jest.fn(), jest.fn()];
    timers.start('a', 100, first);
    timers.start('a', 200, second);
    jest.advanceTimersByTime(200);
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('stops one seat and leaves the others', () => {
    const [a, b] = [jest.fn(), jest.fn()];
    timers.start('a', 100, a);
    timers.start('b', 100, b);
    timers.stop('a');
    jest.advanceTimersByTime(100);
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([0, 1]);
  });

  it('holds nothing after the end, and starts nothing more', () => {
    timers.start('a', 100, jest.fn());
    timers.end();
    expect(jest.getTimerCount()).toBe(0);
    timers.start('b', 100, jest.fn());
    expect(jest.getTimerCount()).toBe(0);
  });
});
