import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ERROR_STATUS, type ErrorCode, isRetryable } from './error-codes';
import { LIMITS, PROTOCOL_VERSION, SIGNALING_PATH, TIMES } from './limits';
import {
  CHECK_CODES,
  connectivitySchema,
  emptySchema,
  handshakeSchema,
  iceSchema,
  inBandSchemas,
  madeRoomSchema,
  makeRoomSchema,
  noticeSchemas,
  participantSchema,
  requestSchemas,
  roomStatusSchema,
  serverRequestSchemas,
  VERDICT_CODES,
  warmOfferSchema,
} from './schemas';

const DOCUMENT = readFileSync(join(__dirname, '../PROTOCOL.md'), 'utf8');

const withPrefix = (prefix: string, schemas: Record<string, z.ZodMiniType>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${prefix} ${name}`, schema]));

const errorFields = {
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  status: z.int(),
  message: z.string().check(z.minLength(1)),
  retryAfterMs: z.optional(z.number()),
};

/** What stands behind ```` ```json ````: the schema that reads the example below it. */
const EXAMPLES: Record<string, z.ZodMiniType> = {
  participant: participantSchema,
  offer: warmOfferSchema,
  handshake: handshakeSchema,
  error: z.object({ error: z.object(errorFields) }),
  refusal: z.object({ ...errorFields, retryable: z.boolean() }),
  ...withPrefix('request', requestSchemas),
  'reply signal': emptySchema,
  'reply update': emptySchema,
  'reply renew-ice': iceSchema,
  'reply echo': emptySchema,
  'reply closing': emptySchema,
  'reply leave': emptySchema,
  ...withPrefix('notice', noticeSchemas),
  'server-request still-there': serverRequestSchemas['still-there'].payload,
  'server-reply still-there': serverRequestSchemas['still-there'].reply,
  ...withPrefix('in-band', inBandSchemas),
  'rest make-room': makeRoomSchema,
  'rest made-room': madeRoomSchema,
  'rest room-status': roomStatusSchema,
  'rest connectivity': connectivitySchema,
};

interface Example {
  readonly kind: string;
  readonly heading: string;
  readonly value: unknown;
}

/** The text from a heading of level two or three to the next of its level or above. */
function section(title: string): string {
  const lines = DOCUMENT.split('\n');
  const start = lines.findIndex((line) => /^#{2,3} /.test(line) && line.replace(/^#+ /, '') === title);
  if (start < 0) throw new Error(`PROTOCOL.md has no heading «${title}»`);
  const level = lines[start].indexOf(' ');
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n');
}

/** The messages that have a heading of their own in a section. */
function headings(title: string): string[] {
  return [...section(title).matchAll(/^#### (.+)$/gm)].map((match) => match[1]);
}

/** The rows of a section's table, without its head, as trimmed cells. */
function rows(title: string): string[][] {
  const cells = section(title)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return cells.slice(2);
}

/** Every JSON example with what it is an example of and the heading it stands under. */
function examples(): Example[] {
  const found: Example[] = [];
  let heading = '';
  let fence: { kind: string; text: string[] } | null = null;
  for (const line of DOCUMENT.split('\n')) {
    if (fence === null) {
      if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
      if (line.startsWith('```json')) fence = { kind: line.slice('```json'.length).trim(), text: [] };
    } else if (line === '```') {
      found.push({ kind: fence.kind, heading, value: JSON.parse(fence.text.join('\n')) });
      fence = null;
    } else {
      fence.text.push(line);
    }
  }
  return found;
}

const unquote = (cell: string) => cell.replaceAll('`', '');
const numbersOf = (title: string) =>
  Object.fromEntries(rows(title).map(([name, value]) => [unquote(name), Number(value)] as const));
const sorted = (names: readonly string[]) => [...names].sort();

describe('PROTOCOL.md', () => {
  it('names the version and the path', () => {
    expect(DOCUMENT).toContain(`# The Holdfast protocol, version ${PROTOCOL_VERSION}\n`);
    expect(section('Transport')).toMatch(new RegExp(`\\| path +\\| \`${SIGNALING_PATH}\` +\\|`));
  });

  it('has a heading for each request of a client, and for nothing else', () => {
    expect(sorted(headings('Requests'))).toEqual(sorted(Object.keys(requestSchemas)));
  });

  it('has a heading for each notice, and for nothing else', () => {
    expect(sorted(headings('Notices'))).toEqual(sorted(Object.keys(noticeSchemas)));
  });

  it('has a heading for each request of the server, and for nothing else', () => {
    expect(sorted(headings('Requests of the server'))).toEqual(sorted(Object.keys(serverRequestSchemas)));
  });

  it('has a row for each error code, with its status and whether to try again, and for nothing else', () => {
    const documented = rows('Errors').map(([code, status, retry]) => [unquote(code), Number(status), retry]);
    const real = (Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => [
      code,
      ERROR_STATUS[code],
      isRetryable(code) ? 'yes' : 'no',
    ]);
    expect(documented).toEqual(real);
  });

  it('says of each error code where it occurs, what it means and what a client does', () => {
    for (const row of rows('Errors')) {
      expect(row).toHaveLength(6);
      expect(row[3]).toMatch(/^[HAR]( [HAR]){0,2}$/);
      expect(row[4]).not.toBe('');
      expect(row[5]).not.toBe('');
    }
  });

  it('lists the limits with their values', () => {
    expect(numbersOf('Limits')).toEqual(LIMITS);
  });

  it('lists the times with their values', () => {
    expect(numbersOf('Times')).toEqual(TIMES);
  });

  it('quotes a limit or a time in its text with the value that it has', () => {
    const scale: Record<string, number> = { s: 1_000, ms: 1 };
    const real: Record<string, number> = { ...LIMITS, ...TIMES };
    const quoted = [...DOCUMENT.matchAll(/(\d+)(?: ([\w ]+))?\s\(`(\w+)`/g)].filter((match) => match[3] in real);
    expect(quoted.length).toBeGreaterThan(10);
    for (const [text, number, unit, name] of quoted) {
      expect([text, Number(number) * (scale[unit] ?? 1)]).toEqual([text, real[name]]);
    }
  });

  it('quotes no limit and no time that there is not', () => {
    const quoted = [...DOCUMENT.matchAll(/\(`([a-z]+[A-Z]\w+)`\)/g)].map((match) => match[1]);
    expect(quoted.filter((name) => !(name in LIMITS || name in TIMES))).toEqual([]);
  });

  it('names no event, code or reason that there is not', () => {
    const known = new Set([
      ...Object.keys({ ...requestSchemas, ...noticeSchemas, ...serverRequestSchemas, ...ERROR_STATUS }),
      'not-alone-with-one',
      'not-found',
      ...CHECK_CODES,
      ...VERDICT_CODES,
      'python-socketio',
    ]);
    const named = [...DOCUMENT.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has a row for each verdict of the connectivity check, and names each thing that it finds', () => {
    expect(rows('GET /api/connectivity').map(([code]) => unquote(code))).toEqual([...VERDICT_CODES]);
    for (const code of CHECK_CODES) expect(section('GET /api/connectivity')).toContain(`\`${code}\``);
  });

  it('has an example for each message, reply and body', () => {
    expect(sorted([...new Set(examples().map((example) => example.kind))])).toEqual(sorted(Object.keys(EXAMPLES)));
  });

  it.each(examples())('gives an example under «$heading» that is a $kind', ({ kind, heading, value }) => {
    expect(EXAMPLES[kind].parse(value)).toEqual(value); // equal: so it has no field that its schema doesn't know
    const [what, message] = kind.split(' ');
    if (what === 'in-band') expect(heading).toBe('Over the data channel');
    else if (message !== undefined && what !== 'rest') expect(heading).toBe(message);
  });

  it.each(examples().filter((example) => /^(error|refusal)$/.test(example.kind)))(
    'gives an error under «$heading» its own status',
    ({ value }) => {
      const error = EXAMPLES.error.safeParse(value).success
        ? (value as { error: { code: ErrorCode; status: number } }).error
        : (value as { code: ErrorCode; status: number; retryable: boolean });
      expect(error.status).toBe(ERROR_STATUS[error.code]);
      if ('retryable' in error) expect(error.retryable).toBe(isRetryable(error.code));
    },
  );

  it('links only to headings that it has', () => {
    const seen = new Map<string, number>();
    const anchors = new Set(
      [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(([, title]) => {
        const slug = title
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-');
        const before = seen.get(slug) ?? 0;
        seen.set(slug, before + 1);
        return before === 0 ? slug : `${slug}-${before}`;
      }),
    );
    const links = [...DOCUMENT.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});
