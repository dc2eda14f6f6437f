import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program of the system that went wrong: which one, and what it said. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Runs a program of the system to its end.
 * @param input what it reads from its standard input
 * @returns what it printed
 * @throws CommandError where it is not there or ends with another code than 0
 */
export async function command(program: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdin.on('error', () => undefined); // it ended without reading: its code tells why
  child.stdin.end(input);
  const [code] = await once(child, 'close').catch((cause: unknown) => {
    throw new CommandError(`There is no ${program}.`, { cause });
  });
  if (code !== 0) throw new CommandError(`${program} ${args.join(' ')}: code ${code}: ${complaint.trim()}`);
  return printed;
}
