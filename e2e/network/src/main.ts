import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserKind } from '@holdfast/e2e-people';
import { Laboratory, type Pairing } from './laboratory';
import { ResultFile } from './results/result-file';
import type { RunResult } from './results/run-result';
import { markdownTable, tableLines } from './results/table';
import { traceOf } from './results/trace';
import type { Row } from './rows/row';
import { rows } from './rows/rows';

const usage = `npm run lab -- [row ...] [options]
  row                   which rows of the table; all without one
  --runs N              how often each (5)
  --pairing A-B         chromium-chromium, firefox-chromium, …; may be given more than once (the first two)
  --prefix P            begins the names of the network namespaces (hf-): two laboratories need two of them
  --results NAME        the file under tmp/network that results are added to (results)
  --anew                forgets what is in that file; otherwise rows that have all their runs are kept
  --trace               prints what happened in each run, and the records as JSON beside the results
  --list                names the rows`;

const { values: options, positionals: named } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    pairing: { type: 'string', multiple: true, default: ['chromium-chromium', 'firefox-chromium'] },
    prefix: { type: 'string', default: 'hf-' },
    results: { type: 'string', default: 'results' },
    anew: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const folder = fileURLToPath(new URL('../../../tmp/network', import.meta.url));
const load = () => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);

function chosenRows(): readonly Row[] {
  const unknown = named.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}. There are: ${names()}`);
  return named.length === 0 ? rows : rows.filter(({ name }) => named.includes(name));
}

const names = () => rows.map(({ name }) => name).join(', ');
const pairingOf = (name: string) => name.split('-') as [BrowserKind, BrowserKind] satisfies Pairing;

/** One run of a row: measured, or why not. */
async function run(laboratory: Laboratory, row: Row, pairing: string, begins: boolean): Promise<RunResult> {
  const common = { row: row.name, pairing, at: new Date().toISOString(), load: load() };
  const browsers = () =>
    laboratory.pair
      .filter(({ hasBrowser }) => hasBrowser)
      .map(({ browser: { capabilities } }) => `${capabilities.browserName} ${capabilities.browserVersion}`);
  try {
    if (begins) {
      await laboratory.prepare(row.needs ?? {});
      await laboratory.begins();
    } else await laboratory.isSteady();
    return { ...common, ...(await row.measure(laboratory)), browsers: browsers() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...common, broken: [], back: null, browsers: browsers(), error: `${message} ${laboratory.describe()}` };
  }
}

async function measureRow(laboratory: Laboratory, row: Row, pairing: string, file: ResultFile): Promise<void> {
  const wanted = row.runs ?? Number(options.runs);
  const there = file.all().filter((result) => result.row === row.name && result.pairing === pairing).length;
  let begins = true;
  for (let number = there; number < wanted; number++) {
    const began = Date.now();
    const result = await run(laboratory, row, pairing, begins);
    file.adds(result);
    const { gap, back, broken, error, counted } = result;
    console.log(
      `${pairing} ${row.name} ${number + 1}/${wanted}: ${JSON.stringify({ gap, back, broken, counted, error, load: result.load })} (${((Date.now() - began) / 1_000).toFixed(0)} s)`,
    );
    if (options.trace) {
      for (const line of traceOf(laboratory.everybody, began)) console.log(line);
      const records = laboratory.everybody.map(({ name, timeline }) => ({ name, records: timeline.records }));
      writeFileSync(join(folder, `${options.results}-${row.name}-${number + 1}.json`), JSON.stringify(records));
    }
    begins = row.ends === true || error !== undefined || result.back === null || broken.length > 0;
    // a browser that something went wrong in may be in any state
    if (error) await Promise.all(laboratory.everybody.map((person) => person.goesHome()));
  }
}

async function main(): Promise<void> {
  if (options.help) return console.log(usage);
  if (options.list) return console.log(rows.map(({ name, fault }) => `${name.padEnd(24)}${fault}`).join('\n'));
  mkdirSync(folder, { recursive: true });
  const chosen = chosenRows();
  const file = new ResultFile(join(folder, `${options.results}.jsonl`));
  if (options.anew) file.clears();
  for (const pairing of options.pairing) {
    const laboratory = await Laboratory.build(options.prefix, pairingOf(pairing));
    const kinds = pairingOf(pairing);
    try {
      for (const row of chosen) {
        if (!row.only || kinds.every((kind) => row.only?.includes(kind))) {
          await measureRow(laboratory, row, pairing, file);
        }
      }
    } finally {
      await laboratory.demolish();
    }
  }
  const lines = tableLines(rows, file.all());
  const table = markdownTable(lines);
  writeFileSync(join(folder, `${options.results}.md`), table + '\n');
  console.log(`\n${table}`);
  for (const { fault, pairing, notes } of lines)
    for (const note of notes) console.log(`${fault} (${pairing}): ${note}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await main();
process.exit(process.exitCode);
