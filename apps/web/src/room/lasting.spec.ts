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
});
