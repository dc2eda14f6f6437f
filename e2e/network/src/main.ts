import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pairingOf, readCommandLine, texts, type Wishes } from './command-line';
import { Laboratory } from './laboratory';
import { holds, measureRow } from './measure-row';
import { writeDocument } from './results/document';
import { ResultFile } from './results/result-file';
import { faultsOf, type RunResult } from './results/run-result';
import { markdownTable, tableLines } from './results/table';
import { traceOf } from './results/trace';
import type { Row } from './rows/row';
import { rows } from './rows/rows';
import { subset } from './rows/subset';

/** What of it is run by `npm test` is meant to take no longer, in ms; how long it does take is a matter of the machine. */
const subsetAtMost = 360_000;
/** A median wants five. */
const usualRuns = 5;
const tmp = fileURLToPath(new URL('../../../tmp', import.meta.url));
const folder = join(tmp, 'network');
/** One line for each row that `npm test` has run, for `tools/verify.mjs` to count. */
const testResults = join(tmp, 'network-tests.jsonl');

/** Does something in a laboratory, and leaves nothing of it behind. */
async function inALaboratory(prefix: string, pairing: string, work: (laboratory: Laboratory) => Promise<void>) {
  const laboratory = await Laboratory.build(prefix, pairingOf(pairing));
  try {
    await work(laboratory);
  } finally {
    await laboratory.demolish();
  }
}

const canBeRun = ({ only }: Row, pairing: string) => !only || pairingOf(pairing).every((kind) => only.includes(kind));

function lineOf(
  { row, pairing, browsers: _browsers, at: _at, times: _times, lists: _lists, ...rest }: RunResult,
  ms: number,
) {
  return `${pairing} ${row}: ${JSON.stringify(rest)} (${(ms / 1_000).toFixed(0)} s)`;
}

async function measure({ rows: chosen, pairings, prefix, results, runs, trace, anew }: Wishes): Promise<void> {
  const file = new ResultFile(join(folder, `${results}.jsonl`));
  if (anew) file.clears();
  for (const pairing of pairings) {
    await inALaboratory(prefix, pairing, async (laboratory) => {
      for (const row of chosen.filter((each) => canBeRun(each, pairing))) {
        const there = file.all().filter((result) => result.row === row.name && result.pairing === pairing).length;
        const wanted = runs ?? row.runs ?? usualRuns;
        await measureRow(laboratory, row, wanted - there, (result, began) => {
          file.adds(result);
          console.log(lineOf(result, Date.now() - began));
          if (trace) keepTrace(laboratory, result, began, join(folder, `${results}-${row.name}.json`));
        });
      }
    });
  }
  const lines = tableLines(rows, file.all());
  writeFileSync(join(folder, `${results}.md`), markdownTable(lines));
  console.log(`\n${markdownTable(lines)}`);
  for (const { fault, pairing, notes } of lines)
    for (const note of notes) console.log(`${fault} (${pairing}): ${note}`);
}

function keepTrace(laboratory: Laboratory, result: RunResult, began: number, path: string): void {
  for (const line of traceOf(laboratory.everybody, began)) console.log(line);
  const people = laboratory.everybody.map(({ name, timeline }) => ({ name, records: timeline.records }));
  writeFileSync(path, JSON.stringify({ result, people }));
}

async function test({ prefix }: Wishes): Promise<void> {
  const start = Date.now();
  writeFileSync(testResults, '');
  for (const [pairing, names] of Object.entries(subset)) {
    await inALaboratory(prefix, pairing, async (laboratory) => {
      laboratory.timed = false;
      for (const row of rows.filter(({ name }) => names.includes(name))) {
        await measureRow(laboratory, row, 1, (result, began) => {
          const passed = holds(result);
          const duration = Date.now() - began;
          console.log(`${passed ? '✓' : '✗'} ${lineOf(result, duration)}`);
          const title = `${pairing} ${row.fault}`;
          appendFileSync(
            testResults,
            JSON.stringify({ title, passed, duration, message: faultsOf(result).join('; ') }) + '\n',
          );
          if (!passed) process.exitCode = 1;
        });
      }
    });
  }
  const took = Date.now() - start;
  console.log(`The laboratory's part of the tests took ${(took / 1_000).toFixed(0)} s.`);
  if (took > subsetAtMost) console.log(`That is MORE than the ${subsetAtMost / 60_000} min it is meant to take.`);
}

async function main(): Promise<void> {
  const wishes = readCommandLine();
  mkdirSync(folder, { recursive: true });
  switch (wishes.mode) {
    case 'help':
    case 'list':
      return console.log(texts[wishes.mode]);
    case 'measure':
      return await measure(wishes);
    case 'subset':
      return await test(wishes);
    case 'document':
      return writeDocument(new ResultFile(join(folder, `${wishes.results}.jsonl`)).all(), folder);
  }
}

// what stands then is removed at the next start
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await main();
process.exit();
