import { Observable, Subject } from 'rxjs';

/** Keeps events until the first subscription, hands them over in order, and is hot from then on. */
export class EventQueue<T> {
  private readonly subject = new Subject<T>();
  /** What nobody has seen yet; `null` once somebody has subscribed. */
  private waiting: T[] | null = [];

  readonly events$ = new Observable<T>((subscriber) => {
    const subscription = this.subject.subscribe(subscriber);
    // shift, not forEach: what a subscriber causes while it is being served queues up behind what waits already
    while (this.waiting?.length) this.subject.next(this.waiting.shift() as T);
    this.waiting = null;
    if (this.ended) this.subject.complete();
    return subscription;
  });

  private ended = false;

  push(event: T): void {
    if (this.ended) return;
    if (this.waiting) this.waiting.push(event);
    else this.subject.next(event);
  }

  /** No more events; what waits is still handed over. */
  end(): void {
    this.ended = true;
    if (!this.waiting) this.subject.complete();
  }

  /** No more events, and what waits is forgotten. */
  discard(): void {
    this.waiting = null;
    this.ended = true;
    this.subject.complete();
  }
}
