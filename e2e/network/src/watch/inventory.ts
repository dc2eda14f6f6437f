import type { LabPerson } from '../people/lab-person';

/** What a page holds, after a garbage collection. */
export interface Inventory {
  readonly listeners: number;
  readonly nodes: number;
  readonly heapBytes: number;
  readonly timers: number;
  readonly connections: number;
  readonly channels: number;
  readonly sockets: number;
  readonly tracks: number;
  readonly workers: number;
}

/** Runs in a page before any script of it: keeps count of the timers that are pending. */
export function countTimers(): void {
  const pending = new Set<unknown>();
  (window as unknown as { pendingTimers: Set<unknown> }).pendingTimers = pending;
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = ((handler: TimerHandler, delay?: number, ...rest: unknown[]) => {
    const id = setTimeout(() => {
      pending.delete(id);
      if (typeof handler === 'function') handler(...rest);
    }, delay);
    pending.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((handler: TimerHandler, delay?: number, ...rest: unknown[]) => {
    const id = setInterval(handler, delay, ...rest);
    pending.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearTimeout = window.clearInterval = (id) => {
    pending.delete(id);
    clearTimeout(id);
    clearInterval(id);
  };
}

/** The classes of which every live object counts. */
const counted = {
  connections: 'RTCPeerConnection',
  channels: 'RTCDataChannel',
  sockets: 'WebSocket',
  tracks: 'MediaStreamTrack',
  workers: 'Worker',
} as const;

interface Evaluated {
  readonly result: { readonly objectId?: string; readonly value?: unknown };
}

/** Takes stock of a page. Chromium only: nothing else tells what it holds. */
export async function takeStock({ browser }: LabPerson): Promise<Inventory> {
  const cdp = async <T>(method: string, parameters: object = {}): Promise<T> =>
    (await browser.sendCommandAndGetResult(method, parameters)) as T;
  const evaluate = async (expression: string) => await cdp<Evaluated>('Runtime.evaluate', { expression });
  await cdp('Performance.enable');
  await cdp('HeapProfiler.enable');
  for (let time = 0; time < 3; time++) await cdp('HeapProfiler.collectGarbage'); // finalizers free what the next one finds
  const { metrics } = await cdp<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  const metric = (name: string) => metrics.find((entry) => entry.name === name)?.value ?? NaN;
  const live: Record<string, number> = {};
  for (const [name, type] of Object.entries(counted)) {
    // the prototype of what the page sees may be a watcher's; the browser's own is the one that all inherit from
    const { result } = await evaluate(
      `(() => { let p = ${type}.prototype; while (!Object.hasOwn(p, Symbol.toStringTag)) p = Object.getPrototypeOf(p); return p; })()`,
    );
    const { objects } = await cdp<{ objects: { objectId: string } }>('Runtime.queryObjects', {
      prototypeObjectId: result.objectId,
    });
    const { result: length } = await cdp<Evaluated>('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: `function () { return this.filter((o) => !Object.hasOwn(o, 'constructor') && o.readyState !== 'ended' && o.connectionState !== 'closed' && o.readyState !== 'closed' && o.readyState !== 3).length; }`,
      returnByValue: true,
    });
    live[name] = Number(length.value);
    await cdp('Runtime.releaseObject', { objectId: objects.objectId });
  }
  const { result: timers } = await evaluate('window.pendingTimers?.size ?? -1');
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    heapBytes: metric('JSHeapUsedSize'),
    timers: Number(timers.value),
    ...(live as Pick<Inventory, keyof typeof counted>),
  };
}
