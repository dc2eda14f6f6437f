import { PULSE_MS, type Pulse } from '@holdfast/call-engine';
import { Observable, Subscription, interval, type SchedulerLike } from 'rxjs';

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
