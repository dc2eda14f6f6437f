import { asyncScheduler, Subject } from 'rxjs';
import { Scope } from './scope';

describe('Scope', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends every subscription, timer and child with itself', () => {
    const scope = new Scope(asyncScheduler);
    const stream$ = new Subject<number>();
    const seen: unknown[] = [];
    const child = scope.child();
    child.listen(stream$, (value) => seen.push(value));
    scope.after(10, () => seen.push('timer'));
    child.atEnd(() => seen.push('end'));
    stream$.next(1);
    scope.end();
    stream$.next(2);
    jest.advanceTimersByTime(100);
    expect(seen).toEqual([1, 'end']);
    expect([scope.ended, child.ended, stream$.observed, jest.getTimerCount()]).toEqual([true, true, false, 0]);
  });

  it('starts nothing after its end', () => {
    const scope = new Scope(asyncScheduler);
    scope.end();
    const seen: string[] = [];
    scope.after(0, () => seen.push('timer'));
    scope.listen(new Subject(), () => seen.push('value'));
    scope.atEnd(() => seen.push('end'));
    jest.advanceTimersByTime(100);
    expect(seen).toEqual(['end']);
    expect(scope.child().ended).toBe(true);
  });

  it('lets a timer be taken back', () => {
    const scope = new Scope(asyncScheduler);
    const work = jest.fn();
    scope.after(10, work).unsubscribe();
    jest.advanceTimersByTime(100);
    expect(work).not.toHaveBeenCalled();
  });
});
