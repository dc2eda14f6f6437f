import { PULSE_MS, type Call, type Pulse } from '@holdfast/call-engine';
import { EMPTY, Observable, Subscription, endWith, interval, map, switchMap, type SchedulerLike } from 'rxjs';

export interface WorkerPulseParts {
  /** Starts the worker's script; may throw where the browser forbids it. */
  readonly start: () => Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;
  /** Ticks where there is no worker. */
  readonly scheduler: SchedulerLike;
}

/**
 * Ticks from a worker, whose timers a browser does not slow down while the page is hidden (HTML Standard section 8.6 lets it for
 * documents). Where the worker does not come about the page's own timers tick: a hidden page then judges no silence.
 */
export function workerPulse({ start, scheduler }: WorkerPulseParts): Pulse {
  return new Observable((subscriber) => {
    const ticking = new Subscription();
    const tick = () => subscriber.next(null);
    const tickHere = () => ticking.add(interval(PULSE_MS, scheduler).subscribe(tick));
    try {
      const worker = start();
      ticking.add(() => worker.terminate());
      worker.onmessage = tick;
      worker.onerror = tickHere;
      worker.postMessage(PULSE_MS);
    } catch {
      tickHere(); // a policy forbids workers
    }
    return ticking;
  });
}

/**
 * Keeps a shared pulse going while a call is joined, also where nobody else is there yet: a worker takes its time to start, and whoever comes
 * is answered first of all. It ends with the call.
 */
export function ticksWhileJoined({ state$ }: Pick<Call, 'state$'>, pulse$: Pulse): void {
  state$
    .pipe(
      map(({ phase }) => phase === 'joined'),
      endWith(false),
      switchMap((joined) => (joined ? pulse$ : EMPTY)),
    )
    .subscribe();
}
