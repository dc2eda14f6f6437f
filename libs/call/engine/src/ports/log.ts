/**
 * Where the engine tells what it does. Exactly one `info` for each lifecycle transition; `warn` recovers by itself; `error` is what
 * a person sees; `debug` is the rest. `details` never hold keys, tickets, session descriptions, candidates or addresses.
 */
export interface Log {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

export type LogDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Tells nobody. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What a log says of an error: its name alone, because a message may quote what must not be told. */
export function errorName(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : null;
  return typeof name === 'string' ? name : 'unknown';
}
