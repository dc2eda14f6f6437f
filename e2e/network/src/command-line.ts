import { parseArgs } from 'node:util';
import type { BrowserKind } from '@holdfast/e2e-people';
import type { Pairing } from './laboratory';
import { rows } from './rows/rows';
import type { Row } from './rows/row';

const usage = `npm run lab -- [row ...] [options]
  row                   which rows of the table; all without one
  --runs N              how often each (5, or what the row says)
  --pairing A-B         chromium-chromium, firefox-chromium, …; may be given more than once (the first two)
  --prefix P            begins the names of the network namespaces (hf-): two laboratories need two of them
  --results NAME        the file under tmp/network that results are added to (results)
  --anew                forgets what is in that file; otherwise rows that have all their runs are kept
  --trace               prints what happened in each run, and keeps the records as JSON beside the results
  --subset              what npm test runs, where a row passes by what comes about and not by how long it takes
  --document            measures nothing: writes what is in the file into docs/reliability.md
  --list                names the rows`;

/** What is to be done, as the command line says it. */
export interface Wishes {
  readonly mode: 'measure' | 'subset' | 'document' | 'list' | 'help';
  readonly rows: readonly Row[];
  readonly pairings: readonly string[];
  readonly prefix: string;
  readonly results: string;
  readonly anew: boolean;
  readonly trace: boolean;
  /** How often each row is run; `null` where that is left to the row. */
  readonly runs: number | null;
}

/** The text for `help` and for `list`. */
export const texts = {
  help: usage,
  list: rows.map(({ name, fault }) => `${name.padEnd(24)}${fault}`).join('\n'),
};

/** The browsers of a pairing by its name. */
export function pairingOf(name: string): Pairing {
  const [ana, ben] = name.split('-') as BrowserKind[];
  return [ana, ben];
}

function rowsOf(names: readonly string[]): readonly Row[] {
  const unknown = names.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}. There are:\n${texts.list}`);
  return names.length === 0 ? rows : rows.filter(({ name }) => names.includes(name));
}

/** @throws Error where a row or an option has no meaning. */
export function readCommandLine(): Wishes {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      pairing: { type: 'string', multiple: true, default: ['chromium-chromium', 'firefox-chromium'] },
      prefix: { type: 'string', default: 'hf-' },
      results: { type: 'string', default: 'results' },
      anew: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      subset: { type: 'boolean', default: false },
      document: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const mode = (['help', 'list', 'subset', 'document'] as const).find((name) => values[name]) ?? 'measure';
  const { pairing: pairings, prefix, results, anew, trace, runs } = values;
  const unknown = pairings.filter((name) => !/^(chromium|firefox)-(chromium|firefox)$/.test(name));
  if (unknown.length > 0) throw new Error(`There is no pairing ${unknown.join(', ')}.`);
  if (runs !== undefined && !/^[1-9]\d*$/.test(runs)) throw new Error(`${runs} is no number of runs.`);
  return {
    mode,
    rows: rowsOf(positionals),
    ...{ pairings, prefix, results, anew, trace },
    runs: runs === undefined ? null : Number(runs),
  };
}
