import { Writable } from 'node:stream';
import type { LoggerService } from '@nestjs/common';
import { type LoggerOptions, pino } from 'pino';
import { loggerOptions, quietAtStart } from './logging';

/** A logger with the options of the server, and the lines that it has written. */
function logging(): { lines: Record<string, unknown>[]; logger: pino.Logger } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  const { pinoHttp } = loggerOptions({ logLevel: 'info' });
  return { lines, logger: pino(pinoHttp as LoggerOptions, stream) };
}

describe('logging', () => {
  it('writes a line of JSON with level and time', () => {
    const { lines, logger } = logging();
    logger.warn('hello');
    expect(lines).toEqual([{ level: 'warn', time: expect.stringMatching(/^\d{4}-.+Z$/), msg: 'hello' }]);
  });

  it('leaves out what is less important than asked for', () => {
    const { lines, logger } = logging();
    logger.debug('hello');
    expect(lines).toEqual([]);
  });

  it.each(['sdp', 'candidate', 'seatKey', 'ticket', 'credential', 'address', 'secret'])(
    'never writes a %s',
    (field) => {
      const { lines, logger } = logging();
      logger.error({ [field]: 'SECRET', in: { [field]: 'SECRET', deep: { [field]: 'SECRET' } } }, 'hello');
      expect(lines).toHaveLength(1);
      expect(JSON.stringify(lines)).not.toContain('SECRET');
    },
  );

  it.each([
    '/api/rooms/SECRETROOMSECRETROOMSE?ticket=SECRET',
    '/api/rooms/SECRETROOMSECRETROOMS%45',
    '/api/rooms/SECRETROOMSECRETROOMSE.',
  ])('says of a request neither who sent it nor what stands in it: %s', (url) => {
    const { lines, logger } = logging();
    logger.error({ req: { method: 'GET', url, headers: { cookie: 'SECRET' }, socket: { remoteAddress: 'SECRET' } } });
    expect(lines[0]).toMatchObject({ req: { method: 'GET', path: '/api/rooms/:id' } });
    expect(JSON.stringify(lines)).not.toContain('SECRET');
  });

  it("keeps Nest's account of its start at debug, and nothing else", () => {
    const said: string[] = [];
    const say =
      (level: string) =>
      (message: unknown): void =>
        void said.push(`${level} ${message}`);
    const logger: LoggerService = { log: say('info'), error: say('error'), warn: say('warn'), debug: say('debug') };
    const quiet = quietAtStart(logger);
    quiet.log('mapped', 'RouterExplorer');
    quiet.log('joined', 'Signaling');
    quiet.error('failed', 'RouterExplorer');
    expect(said).toEqual(['debug mapped', 'info joined', 'error failed']);
  });
});
