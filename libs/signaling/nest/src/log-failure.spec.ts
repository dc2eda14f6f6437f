import type { LoggerService } from '@nestjs/common';
import { logFailure } from './log-failure';

/** What the log says of something that is thrown. */
function logged(thrown: unknown): string {
  const error = jest.fn<void, [string]>();
  logFailure({ error } as Partial<LoggerService> as LoggerService, 'A request failed', thrown);
  expect(error).toHaveBeenCalledTimes(1);
  return error.mock.calls[0][0];
}

describe('logFailure', () => {
  it('says what failed, by what, and where', () => {
    const [first, frame] = logged(new RangeError('no')).split('\n');
    expect(first).toBe('A request failed (RangeError)');
    expect(frame).toMatch(/^ {4}at .*log-failure\.spec/);
  });

  it.each([
    'redis://user:SECRET@db.example.org',
    'asked for\n    at SECRET (v=0)\n    at SECRET',
    'Error: SECRET\n    at SECRET\nError: SECRET',
  ])('keeps the message %j to itself, also where that looks like frames', (message) => {
    expect(logged(new Error(message))).not.toContain('SECRET');
  });

  it('says where also where there is no message', () => {
    expect(logged(Object.assign(new Error(''), { stack: 'Error\n    at here (file.ts:1:1)' }))).toBe(
      'A request failed (Error)\n    at here (file.ts:1:1)',
    );
  });

  it('says of what is no error only what type it is of', () => {
    expect(logged('SECRET')).toBe('A request failed (string)');
  });
});
