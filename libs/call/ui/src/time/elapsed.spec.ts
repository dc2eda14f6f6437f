import { TestBed } from '@angular/core/testing';
import { Elapsed } from './elapsed';

describe('Elapsed', () => {
  beforeEach(() => jest.useFakeTimers({ now: 100_000 }));
  afterEach(() => jest.useRealTimers());

  it('goes on by itself, and stops when it is destroyed', () => {
    const fixture = TestBed.createComponent(Elapsed);
    fixture.componentRef.setInput('since', 95_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toBe('0:05');
    jest.advanceTimersByTime(3_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toBe('0:08');
    fixture.destroy();
    expect(jest.getTimerCount()).toBe(0);
  });
});
