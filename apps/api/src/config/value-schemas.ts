import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** Where the server listens: a port and, unless it is every address of this machine, a host. */
export interface ListenAddress {
  /** A name or an IP address without brackets; absent: every address of this machine. */
  readonly host?: string;
  /** A TCP port; 0 lets the system choose a free one. */
  readonly port: number;
}

/** A PEM file that was named in the configuration. */
export interface PemFile {
  readonly path: string;
  /** What stood in it when the configuration was read. */
  readonly pem: string;
}

/** A schema that reads a setting's text; `read` returns what it means, or throws a {@link Fault} that says what it must be. */
function readAs<T>(read: (text: string) => T) {
  return z.pipe(
    z.string(),
    z.transform((text: string, context): T => {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        context.issues.push({ code: 'custom', message: error.message, input: text });
        return z.NEVER;
      }
    }),
  );
}

/** Why a setting's text cannot be used, as the end of a sentence that begins with the setting's name. */
class Fault extends Error {}

/** `:port`, `host:port` or `[address]:port`, as an address to listen on. */
export const listenAddressSchema = readAs((text): ListenAddress => {
  const parts = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s/]*)):(\d+)$/.exec(text);
  const port = Number(parts?.[3]);
  if (!parts) throw new Fault('must be :port, host:port or [address]:port, as in :3000');
  if (port > 65_535) throw new Fault('must have a port from 0 to 65535');
  const host = parts[1] ?? parts[2];
  return host ? { host, port } : { port };
});

/** An `http` or `https` origin: no path, no query, no user. */
export const originSchema = readAs((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  if (!bare || !/^https?:$/.test(url.protocol))
    throw new Fault('must be an origin without a path, as in https://call.example.org');
  return url.origin;
});

const UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const LONGEST = 30 * 24 * UNIT.h;

/** A time with its unit, as in `500ms`, `30s`, `10m` or `1h`; at most 30 days. Becomes milliseconds. */
export const durationSchema = readAs((text) => {
  const parts = /^(\d{1,10})(ms|s|m|h)$/.exec(text);
  if (!parts) throw new Fault('must be a time with its unit (ms, s, m or h), as in 30s');
  const ms = Number(parts[1]) * UNIT[parts[2] as keyof typeof UNIT];
  if (ms < 1 || ms > LONGEST) throw new Fault('must be longer than nothing and at most 720h');
  return ms;
});

/** One of a few words. */
export function wordSchema<const W extends readonly string[]>(...words: W) {
  return readAs((text): W[number] => {
    if (!words.includes(text)) throw new Fault(`must be ${words.join(words.length > 2 ? ', ' : ' or ')}`);
    return text;
  });
}

/** Several URLs with commas between them, each in one of the schemes `pattern` allows. */
function urlListSchema(pattern: RegExp, example: string) {
  return readAs((text): readonly string[] => {
    const urls = text.split(',').map((url) => url.trim());
    if (!urls.every((url) => pattern.test(url))) throw new Fault(`must be URLs with commas between, as in ${example}`);
    return urls;
  });
}

const HOST_AND_PORT = String.raw`(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?`;

/** STUN servers as RFC 7064 section 3.1 writes them. */
export const stunUrlsSchema = urlListSchema(new RegExp(`^stuns?:${HOST_AND_PORT}$`, 'i'), 'stun:stun.example.org:3478');

/** TURN servers as RFC 7065 section 3.1 writes them. */
export const turnUrlsSchema = urlListSchema(
  new RegExp(String.raw`^turns?:${HOST_AND_PORT}(?:\?transport=(?:udp|tcp))?$`, 'i'),
  'turn:turn.example.org:3478?transport=udp',
);

/** Text of which nothing is known but that it must not be guessed. */
export const secretSchema = readAs((text) => {
  if (text.length < 16) throw new Fault('must have at least 16 characters');
  return text;
});

/** A path in the file system; relative ones start at the working directory. */
export const pathSchema = readAs((text) => {
  if (!text || text.includes('\0')) throw new Fault('must be a path');
  return text;
});

/** The path of a PEM file. Becomes its content as well, so that a file that cannot be read stops the boot like any other fault. */
export const pemFileSchema = readAs((path): PemFile => {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Fault(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (!pem.includes('-----BEGIN ')) throw new Fault('must be a file in PEM form');
  return { path, pem };
});

/** A small whole number. */
export const countSchema = readAs((text) => {
  if (!/^\d{1,2}$/.test(text)) throw new Fault('must be a whole number from 0 to 99');
  return Number(text);
});
