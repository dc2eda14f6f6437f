import type { LoggerService } from '@nestjs/common';

/** What the log says of something that a hook or a store has thrown: its name alone, since a message may hold credentials or addresses. */
export function failureOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

/** Logs that the server failed at something: by what, and where in the code. */
export function logFailure(logger: LoggerService, what: string, thrown: unknown): void {
  const frames = thrown instanceof Error ? framesOf(thrown) : [];
  logger.error([`${what} (${failureOf(thrown)})`, ...frames].join('\n'));
}

/** The stack without the message that V8 begins it with, which may have lines of its own. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  const behind = at < 0 ? '' : stack.slice(at + message.length);
  return behind.split('\n').filter((line) => /^\s+at /.test(line));
}
