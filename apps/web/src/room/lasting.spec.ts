import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { lasting } from './lasting';

describe('lasting', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is true once the condition has been true for long enough on end', () => {
    const condition = signal(false);
    const lasted = TestBed.runInInjectionContext(() => lasting(condition, 3_000));
    const set = (value: boolean) => {
      condition.set(value);
      TestBed.tick();
    };
    set(true);
    jest.advanceTimersByTime(2_999);
    expect(lasted()).toBe(false);
    set(false);
    set(true);
    jest.advanceTimersByTime(2_999);
    expect(lasted()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(lasted()).toBe(true);
    set(false);
    expect(lasted()).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('may be a time as short as a blink', () => {
    const condition = signal(true);
    const lasted = TestBed.runInInjectionContext(() => lasting(condition, 100));
    TestBed.tick();
    jest.advanceTimersByTime(99);
    expect(lasted()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(lasted()).toBe(true);
  });

  it('does not count the time that the page was asleep', () => {
    const condition = signal(true);
    const lasted = TestBed.runInInjectionContext(() => lasting(condition, 3_000));
    TestBed.tick();
    jest.advanceTimersByTime(1_000);
    // a browser that wakes up lets an interval go off once, however long it slept: the clock jumps, no other timer goes
    jest.setSystemTime(Date.now() + 3_600_000);
    jest.advanceTimersByTime(1_999);
    expect(lasted()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(lasted()).toBe(true);
    condition.set(false);
    TestBed.tick();
  });
});
