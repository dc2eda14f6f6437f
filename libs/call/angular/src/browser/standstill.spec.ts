import { asyncScheduler } from 'rxjs';
import { afterStandstill$ } from './standstill';

describe('a page that stands still', () => {
  let told: number;
  beforeEach(() => {
    jest.useFakeTimers();
    told = 0;
  });
  afterEach(() => jest.useRealTimers());

  it('is noticed with the first tick after it, once', async () => {
    const watch = afterStandstill$(asyncScheduler).subscribe(() => (told += 1));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(told).toBe(0);
    jest.setSystemTime(Date.now() + 60_000); // no timer runs while the machine sleeps
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(told).toBe(1);
    watch.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('for no more than a hidden page has to wait is not', async () => {
    afterStandstill$(asyncScheduler)
      .subscribe(() => (told += 1))
      .add(() => undefined);
    await jest.advanceTimersByTimeAsync(5_000);
    jest.setSystemTime(Date.now() + 2_000);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toBe(0);
  });
});
