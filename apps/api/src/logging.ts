import type { LoggerService } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { Config } from './config/settings';

/** A path's segments that are long enough to be a room, a key or a ticket, however they are encoded. */
const OPAQUE_SEGMENT = /(?<=\/)[^/]{20,}(?=\/|$)/g;

/** What is said of a request: neither its address nor its headers, query or body, and of its path only what names nobody. */
function describeRequest(request: Pick<IncomingMessage, 'method' | 'url'>): { method?: string; path?: string } {
  return { method: request.method, path: request.url?.split('?')[0]?.replace(OPAQUE_SEGMENT, ':id') };
}

/** Fields that must never be seen, wherever an object that holds them is logged. */
const SECRET = [
  'address',
  'candidate',
  'candidates',
  'credential',
  'description',
  'ip',
  'offer',
  'remoteAddress',
].concat(['sdp', 'seatKey', 'secret', 'ticket', 'username']);

/** How the server logs: JSON lines on standard output; requests at debug, failures of the server at error. */
export function loggerOptions({ logLevel }: Pick<Config, 'logLevel'>): Params {
  return {
    pinoHttp: {
      level: logLevel,
      base: undefined,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
      serializers: { req: describeRequest, res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }) },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    },
  };
}

/** Parts of Nest that tell at each start what they have wired up. */
const NEST_STARTING: ReadonlySet<unknown> = new Set([
  ...['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver', 'WebSocketsController'],
]);

/** A logger that keeps Nest's own account of its start at debug, where an operator does not have to read it. */
export function quietAtStart(logger: LoggerService): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) =>
      NEST_STARTING.has(rest.at(-1)) ? logger.debug?.(message, ...rest) : logger.log(message, ...rest),
    error: logger.error.bind(logger),
    warn: logger.warn.bind(logger),
    debug: logger.debug?.bind(logger),
    verbose: logger.verbose?.bind(logger),
    fatal: logger.fatal?.bind(logger),
  };
}
