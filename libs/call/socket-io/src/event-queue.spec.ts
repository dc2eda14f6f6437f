import { EventQueue } from './event-queue';

function listenTo<T>(queue: EventQueue<T>, seen: (T | 'complete')[] = []): (T | 'complete')[] {
  queue.events$.subscribe({ next: (event) => seen.push(event), complete: () => seen.push('complete') });
  return seen;
}

describe('EventQueue', () => {
  it('hands what came before the first subscription over in order, then goes on', () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    queue.push(2);
    const seen = listenTo(queue);
    queue.push(3);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('keeps the order when an event comes while the waiting ones are handed over', () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    queue.push(2);
    const seen: number[] = [];
    queue.events$.subscribe((event) => {
      seen.push(event);
      if (event === 1) queue.push(3);
    });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('hands over what waits also when it has ended', () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    queue.end();
    queue.push(2);
    expect(listenTo(queue)).toEqual([1, 'complete']);
  });

  it('hands over nothing once discarded, also in the middle of what waits', () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    queue.push(2);
    const seen: (number | 'complete')[] = [];
    queue.events$.subscribe({
      next: (event) => {
        seen.push(event);
        queue.discard();
      },
      complete: () => seen.push('complete'),
    });
    expect(seen).toEqual([1, 'complete']);
  });

  it('repeats nothing to a second subscriber', () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    listenTo(queue);
    const second = listenTo(queue);
    queue.push(2);
    queue.end();
    expect(second).toEqual([2, 'complete']);
  });
});
