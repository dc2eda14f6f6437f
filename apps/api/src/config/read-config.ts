import { createSecureContext } from 'node:tls';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { nearestName } from './nearest-name';
import { type Config, type Setting, type SettingName, SETTINGS } from './settings';

const entries = Object.entries(SETTINGS) as [SettingName, Setting][];
const configSchema = z.object(Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])));

/** The configuration is wrong. `message` has one line for each fault; no line holds a secret. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
  }
}

/** A setting's text, and the name under which it was given. */
interface Given {
  readonly source: string;
  readonly text: string;
}

/**
 * Reads the configuration, once. A flag wins over the environment; an empty environment variable is one that is not set.
 * @param args The command line without program and script.
 * @throws ConfigError with every fault there is, not just the first.
 */
export function readConfig(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const given = { ...readEnvironment(env, faults), ...readArguments(args, faults) };
  const texts = entries.map(([name, setting]) => [name, given[name]?.text ?? setting.default]);
  const parsed = configSchema.safeParse(Object.fromEntries(texts));
  for (const issue of parsed.error?.issues ?? []) faults.push(describe(issue, given));
  faults.push(...contradictions(given));
  if (parsed.success) faults.push(...unusableCertificate(parsed.data as Config));
  if (faults.length > 0) throw new ConfigError(faults);
  return parsed.data as Config;
}

type AllGiven = Partial<Record<SettingName, Given>>;

function readEnvironment(env: Readonly<Record<string, string | undefined>>, faults: string[]): AllGiven {
  const given: AllGiven = {};
  for (const [source, text] of Object.entries(env)) {
    if (!source.startsWith('HOLDFAST_') || !text) continue;
    const name = entries.find(([, setting]) => setting.env === source)?.[0];
    if (name) given[name] = { source, text };
    else
      faults.push(
        unknownName(
          source,
          entries.map(([, setting]) => setting.env),
        ),
      );
  }
  return given;
}

function readArguments(args: readonly string[], faults: string[]): AllGiven {
  const given: AllGiven = {};
  const flags = entries.flatMap(([, { flag }]) => flag ?? []);
  // with the flags that there would be for secrets, so that what stands behind one is its value and not shown
  const names = [...flags, ...entries.map(([, { env }]) => flagOf(env))].map((flag) => flag.slice(2));
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const strays = tokens.filter(({ kind }) => kind === 'positional').length;
  if (strays > 0) faults.push(strayArguments(strays));
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = entries.find(([, setting]) => setting.flag === token.rawName)?.[0];
    if (!name) faults.push(unknownFlag(token.rawName, flags));
    else if (given[name]) faults.push(`${token.rawName}: is given twice`);
    else if (!token.value || (!token.inlineValue && token.value.startsWith('-')))
      faults.push(`${token.rawName}: needs a value, as in ${token.rawName}=…`);
    else given[name] = { source: token.rawName, text: token.value };
  }
  return given;
}

/** What belongs to no flag. Not shown: it may be a secret behind a flag that does not exist. */
function strayArguments(count: number): string {
  const are = count === 1 ? '1 argument that is no setting' : `${count} arguments that are no settings`;
  return `${are} (not shown: ${count === 1 ? 'it' : 'they'} may be secret); settings look like --address=:3000`;
}

function unknownFlag(flag: string, known: readonly string[]): string {
  const secret = entries.find(([, setting]) => !setting.flag && flagOf(setting.env) === flag)?.[1];
  return secret
    ? `${flag}: every user of this machine could read it there; set ${secret.env}`
    : unknownName(flag, known);
}

/** The flag of an environment variable. */
function flagOf(env: string): string {
  return `--${env.slice('HOLDFAST_'.length).toLowerCase().replaceAll('_', '-')}`;
}

function unknownName(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known, /^(?:HOLDFAST_|--)/);
  return `${name}: there is no such setting${meant ? `; did you mean ${meant}?` : ' (--help lists all)'}`;
}

function describe(issue: z.core.$ZodIssue, given: AllGiven): string {
  const name = issue.path[0] as SettingName;
  const { source, text } = given[name] ?? { source: SETTINGS[name].env, text: '' };
  const shown = 'flag' in SETTINGS[name] ? ` "${text}"` : ''; // what has no flag is secret
  return `${source}:${shown} ${issue.message}`;
}

/** Settings that make sense only together, or only apart. */
function contradictions(given: AllGiven): string[] {
  const faults: string[] = [];
  const needs = (one: SettingName, other: SettingName): void => {
    if (given[one] && !given[other]) faults.push(`${given[one].source}: needs ${SETTINGS[other].env} as well`);
  };
  needs('tlsCert', 'tlsKey');
  needs('tlsKey', 'tlsCert');
  needs('turnUrls', 'turnSecret');
  needs('turnSecret', 'turnUrls');
  const file = given.tlsCert ?? given.tlsKey;
  if (given.tls && file) faults.push(`${given.tls.source}: cannot be combined with ${file.source}`);
  return faults;
}

function unusableCertificate({ tlsCert, tlsKey }: Config): string[] {
  if (!tlsCert || !tlsKey) return [];
  try {
    createSecureContext({ cert: tlsCert.pem, key: tlsKey.pem });
    return [];
  } catch {
    return [`${SETTINGS.tlsCert.env}: "${tlsCert.path}" and the key in "${tlsKey.path}" are no usable pair`];
  }
}
