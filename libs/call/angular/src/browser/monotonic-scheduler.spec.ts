import { monotonicScheduler } from './monotonic-scheduler';

describe('the monotonic scheduler', () => {
  it('does its work in time and knows no jump of the machine’s clock', async () => {
    jest.useFakeTimers();
    const scheduler = monotonicScheduler(performance);
    const began = scheduler.now();
    const done: unknown[] = [];
    scheduler.schedule((state) => done.push(state), 1_000, 'done');
    jest.setSystemTime(Date.now() + 3_600_000);
    await jest.advanceTimersByTimeAsync(999);
    expect(done).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['done']);
    expect(scheduler.now() - began).toBe(1_000);
    jest.useRealTimers();
  });
});
