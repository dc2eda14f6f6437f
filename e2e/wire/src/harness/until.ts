import type { Behavior } from '@holdfast/call-engine';
import { filter, firstValueFrom } from 'rxjs';
import { inspect } from 'node:util';

/** Longest wait for anything that has to happen; far above what it takes, so that it only ends a test that has failed. */
const PATIENCE_MS = 5_000;

/** A promise that must settle, with a name for what did not happen. */
export async function within<T>(what: string, promise: Promise<T>, now?: () => unknown): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`waited in vain until ${what}${now ? `; it is ${inspect(now(), { depth: 4 })}` : ''}`)),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a state is so. */
export function until<T, S extends T>(what: string, state$: Behavior<T>, is: (value: T) => value is S): Promise<S>;
export function until<T>(what: string, state$: Behavior<T>, is: (value: T) => boolean): Promise<T>;
export function until<T>(what: string, state$: Behavior<T>, is: (value: T) => boolean): Promise<T> {
  return within(what, firstValueFrom(state$.pipe(filter(is))), () => state$.value);
}

/** Asks again, turn by turn of the event loop, until a question that has no event of its own is answered with yes. */
export async function eventually(what: string, question: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise(setImmediate);
  }
}
