import { TIMES } from '@holdfast/protocol';
import * as z from 'zod/mini';
import {
  countSchema,
  durationSchema,
  listenAddressSchema,
  originSchema,
  pathSchema,
  pemFileSchema,
  secretSchema,
  stunUrlsSchema,
  turnUrlsSchema,
  wordSchema,
} from './value-schemas';

/** One thing an operator can set: how it is named, what it takes, what it means. */
export interface Setting {
  /** The environment variable. */
  readonly env: `HOLDFAST_${string}`;
  /** The command line's name of it; absent for secrets, which every user of the machine could read there. */
  readonly flag?: `--${string}`;
  /** What a value looks like, with its unit. */
  readonly value: string;
  /** The text that counts where nothing is set; absent where the setting is then off. */
  readonly default?: string;
  /** What stands for the default in the table where the text itself depends on the machine. */
  readonly defaultNote?: string;
  /** What it does, in one sentence. */
  readonly meaning: string;
  /** Turns the text into what the program uses. */
  readonly schema: z.ZodMiniType<unknown, string | undefined>;
}

/** A time as an operator would write it. */
const written = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1_000}s`);

/**
 * Every setting of the server, in the order in which `--help` and the README list them. There is no other way to set anything:
 * a name that does not stand here stops the boot.
 */
export const SETTINGS = {
  address: {
    env: 'HOLDFAST_ADDRESS',
    flag: '--address',
    value: '`:port`, `host:port` or `[address]:port`',
    default: ':3000',
    meaning: 'Where the server listens; without a host on every address of the machine, with port 0 on a free port.',
    schema: listenAddressSchema,
  },
  publicUrl: {
    env: 'HOLDFAST_PUBLIC_URL',
    flag: '--public-url',
    value: 'an origin, as `https://call.example.org`',
    defaultNote: "the request's own",
    meaning: 'The origin under which people reach this server; the links it hands out begin with it.',
    schema: z.optional(originSchema),
  },
  rooms: {
    env: 'HOLDFAST_ROOMS',
    flag: '--rooms',
    value: '`open` or `made`',
    default: 'open',
    meaning:
      'Whether any well-formed room id can be joined (`open`), or only those that POST /api/rooms has made (`made`).',
    schema: wordSchema('open', 'made'),
  },
  tls: {
    env: 'HOLDFAST_TLS',
    flag: '--tls',
    value: '`self-signed`',
    defaultNote: 'off',
    meaning:
      'Serves https with a certificate that the server makes for itself, for a try with a phone on the same network.',
    schema: z.optional(wordSchema('self-signed')),
  },
  tlsCert: {
    env: 'HOLDFAST_TLS_CERT',
    flag: '--tls-cert',
    value: 'path of a PEM file',
    defaultNote: 'off',
    meaning: 'The certificate, with its chain, to serve https with; needs the key as well.',
    schema: z.optional(pemFileSchema),
  },
  tlsKey: {
    env: 'HOLDFAST_TLS_KEY',
    flag: '--tls-key',
    value: 'path of a PEM file',
    defaultNote: 'off',
    meaning: "The certificate's private key.",
    schema: z.optional(pemFileSchema),
  },
  grace: {
    env: 'HOLDFAST_GRACE',
    flag: '--grace',
    value: 'a time, as `30s`',
    default: written(TIMES.grace),
    meaning: 'How long the seat of somebody whose line broke is kept.',
    schema: durationSchema,
  },
  closingGrace: {
    env: 'HOLDFAST_CLOSING_GRACE',
    flag: '--closing-grace',
    value: 'a time, as `8s`',
    default: written(TIMES.closingGrace),
    meaning: 'How long the seat of somebody whose page was closed or reloaded is kept.',
    schema: durationSchema,
  },
  emptyRoom: {
    env: 'HOLDFAST_EMPTY_ROOM',
    flag: '--empty-room',
    value: 'a time, as `10m`',
    default: written(TIMES.emptyRoom),
    meaning: 'How long a room in which nobody is left is kept.',
    schema: durationSchema,
  },
  stunUrls: {
    env: 'HOLDFAST_STUN_URLS',
    flag: '--stun-urls',
    value: 'URLs with commas between, as `stun:stun.example.org:3478`',
    defaultNote: 'none',
    meaning: 'STUN servers that browsers may ask for their public address.',
    schema: z.optional(stunUrlsSchema),
  },
  turnUrls: {
    env: 'HOLDFAST_TURN_URLS',
    flag: '--turn-urls',
    value: 'URLs with commas between, as `turn:turn.example.org:3478?transport=udp`',
    defaultNote: 'none',
    meaning: 'TURN servers that relay media where no direct way exists; needs their secret as well.',
    schema: z.optional(turnUrlsSchema),
  },
  turnSecret: {
    env: 'HOLDFAST_TURN_SECRET',
    value: 'at least 16 characters',
    defaultNote: 'none',
    meaning:
      "The secret shared with the TURN servers (coturn's `static-auth-secret`), from which each person's credentials are made.",
    schema: z.optional(secretSchema),
  },
  turnTtl: {
    env: 'HOLDFAST_TURN_TTL',
    flag: '--turn-ttl',
    value: 'a time, as `1h`',
    default: '1h',
    meaning: 'How long TURN credentials are good for.',
    schema: durationSchema,
  },
  trustedProxies: {
    env: 'HOLDFAST_TRUSTED_PROXIES',
    flag: '--trusted-proxies',
    value: 'a number',
    default: '0',
    meaning: "How many proxies in front are believed when they name a client's address and the origin it asked for.",
    schema: countSchema,
  },
  secret: {
    env: 'HOLDFAST_SECRET',
    value: 'at least 16 characters',
    defaultNote: 'one that is made and kept in the state folder',
    meaning:
      'What tickets and the links of made rooms are signed with; with the same one after a restart everybody has the same seat again.',
    schema: z.optional(secretSchema),
  },
  stateDir: {
    env: 'HOLDFAST_STATE_DIR',
    flag: '--state-dir',
    value: 'path of a folder',
    default: '.holdfast',
    meaning: 'Where the server keeps what must outlive it; made with access for its own user alone.',
    schema: pathSchema,
  },
  webRoot: {
    env: 'HOLDFAST_WEB_ROOT',
    flag: '--web-root',
    value: 'path of a folder',
    defaultNote: '`../web/browser`, seen from the program',
    meaning: 'The built web app; without one the server is an API alone.',
    schema: z.optional(pathSchema),
  },
  logLevel: {
    env: 'HOLDFAST_LOG_LEVEL',
    flag: '--log-level',
    value: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
    default: 'info',
    meaning: 'The least important thing that is still logged.',
    schema: wordSchema('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
} as const satisfies Record<string, Setting>;

/** The name of a setting in the program. */
export type SettingName = keyof typeof SETTINGS;

/** The configuration: what each setting means, read once at the start. Times are milliseconds. */
export type Config = { readonly [S in SettingName]: z.infer<(typeof SETTINGS)[S]['schema']> };
