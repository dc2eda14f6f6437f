import { PULSE_MS, type CallState } from '@holdfast/call-engine';
import { asyncScheduler, BehaviorSubject, Observable } from 'rxjs';
import { ticksWhileJoined, workerPulse } from './worker-pulse';

/** As much of a worker as the pulse touches. */
class FakeWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly told: unknown[] = [];
  ended = false;

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  terminate(): void {
    this.ended = true;
  }
}

describe('the pulse of a page', () => {
  let worker: FakeWorker;
  let ticks: number;
  beforeEach(() => {
    jest.useFakeTimers();
    worker = new FakeWorker();
    ticks = 0;
  });
  afterEach(() => jest.useRealTimers());

  const listen = (start = () => worker) =>
    workerPulse({ start: start as () => never, scheduler: asyncScheduler }).subscribe(() => (ticks += 1));

  it('ticks when its worker does, as often as the worker was told, and not by timers of the page', () => {
    listen();
    expect(worker.told).toEqual([PULSE_MS]);
    jest.advanceTimersByTime(10 * PULSE_MS);
    expect(ticks).toBe(0);
    worker.onmessage?.({} as MessageEvent);
    expect(ticks).toBe(1);
  });

  it('starts no worker before somebody listens, and ends it with the last one', () => {
    const listening = listen();
    expect(worker.ended).toBe(false);
    listening.unsubscribe();
    expect(worker.ended).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ticks by the timers of the page where the script is not there', () => {
    const listening = listen();
    worker.onerror?.({} as ErrorEvent);
    jest.advanceTimersByTime(2 * PULSE_MS);
    expect(ticks).toBe(2);
    listening.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ticks by the timers of the page where workers are forbidden', () => {
    listen(() => {
      throw new DOMException('no', 'SecurityError');
    });
    jest.advanceTimersByTime(PULSE_MS);
    expect(ticks).toBe(1);
  });
});

describe('the pulse of a call', () => {
  it('goes from the join on until the call is over, left or not', () => {
    let listeners = 0;
    const pulse$ = new Observable<null>(() => {
      listeners += 1;
      return () => (listeners -= 1);
    });
    const state$ = new BehaviorSubject<CallState>({ phase: 'idle' });
    ticksWhileJoined({ state$ }, pulse$);
    const counted = [listeners];
    for (const phase of ['joining', 'joined'] as const) {
      state$.next({ phase });
      counted.push(listeners);
    }
    state$.next({ phase: 'ended', reason: 'left' });
    counted.push(listeners);
    state$.next({ phase: 'joined' });
    counted.push(listeners);
    state$.complete();
    counted.push(listeners);
    expect(counted).toEqual([0, 0, 1, 0, 1, 0]);
  });
});
