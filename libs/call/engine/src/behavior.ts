import { BehaviorSubject, type Observable } from 'rxjs';

/**
 * State: a stream that has a value now. Read-only for those who hold it; an `Observable` that is no `Behavior` is events.
 * It emits only when the value changes.
 */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}

/** Makes a behavior together with the one place that may change it. */
export class MutableBehavior<T> extends BehaviorSubject<T> implements Behavior<T> {
  /** Emits only what differs from the value now (by identity). */
  override next(value: T): void {
    if (!Object.is(value, this.value)) super.next(value);
  }
}
