import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rows } from '../rows/rows';
import { setUp } from '../rows/set-up';
import { drawRecovery, type Trace } from './recovery-picture';
import type { RunResult } from './run-result';
import { aligned, markdownTable, medianOf, tableLines } from './table';

const docs = fileURLToPath(new URL('../../../../docs', import.meta.url));
/** The row whose recovery is drawn. */
const drawn = 'hand-over';
const setUpRows = setUp.map(({ name }) => name);

/** The parts of docs/reliability.md that the laboratory writes: what stands between `<!-- name -->` and `<!-- /name -->`. */
export function generatedParts(results: readonly RunResult[]): Readonly<Record<string, string>> {
  const lines = tableLines(rows, results);
  const [first, ...rest] = results.map(({ at }) => at).sort();
  const browsers = [...new Set(results.flatMap((result) => result.browsers))].sort().join(', ');
  return {
    measured:
      first === undefined
        ? 'Not measured yet.\n'
        : `Measured from ${minute(first)} to ${minute(rest.at(-1) ?? first)} UTC with ${browsers}.\n`,
    table: markdownTable(lines),
    notes: notesOf(lines),
    'set-up': setUpTable(results),
    cost: countedTable(results, 'cost'),
    'nothing-left': countedTable(results, 'nothing-left'),
  };
}

const minute = (at: string) => at.slice(0, 16).replace('T', ' ');

function notesOf(lines: ReturnType<typeof tableLines>): string {
  const said = lines.flatMap(({ fault, pairing, notes }) => notes.map((note) => `- ${fault}, ${pairing}: ${note}`));
  return said.length === 0 ? 'All of it held in each run.\n' : `${[...new Set(said)].join('\n')}\n`;
}

function setUpTable(results: readonly RunResult[]): string {
  const compared = results.filter(({ row, lists }) => setUpRows.includes(row) && lists);
  const lines = compared.flatMap(({ row, pairing, lists = {}, load }) =>
    Object.entries(lists).map(([what, values]) => [
      row,
      pairing,
      what,
      String(medianOf(values)),
      values.join(' '),
      `${load}`,
    ]),
  );
  return aligned([
    ['row', 'browsers', 'from the click to the first frame at', 'median (ms)', 'each (ms)', 'load'],
    ...lines,
  ]);
}

function countedTable(results: readonly RunResult[], row: string): string {
  const lines = results
    .filter((result) => result.row === row)
    .flatMap(({ pairing, counted = {} }) =>
      Object.entries(counted).map(([what, value]) => [pairing, what, value.toLocaleString('en')]),
    );
  return aligned([['browsers', 'counted', 'value'], ...lines]);
}

/** A document with its generated parts replaced. */
export function withParts(document: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, after] = [text.indexOf(begin), text.indexOf(end)];
    if (before < 0 || after < before) throw new Error(`The document has no place for "${name}".`);
    return `${text.slice(0, before + begin.length)}\n\n${part}\n${text.slice(after)}`;
  }, document);
}

/** Writes the results into the documentation: the table, the results themselves, and the picture where a trace is there. */
export function writeDocument(results: readonly RunResult[], folder: string): void {
  const document = join(docs, 'reliability.md');
  writeFileSync(document, withParts(readFileSync(document, 'utf8'), generatedParts(results)));
  writeFileSync(join(docs, 'reliability.jsonl'), results.map((result) => JSON.stringify(result) + '\n').join(''));
  const trace = join(folder, `picture-${drawn}.json`);
  if (!existsSync(trace)) return console.log(`There is no ${trace}: the picture stays as it is.`);
  writeFileSync(join(docs, 'recovery.svg'), drawRecovery(JSON.parse(readFileSync(trace, 'utf8')) as Trace));
}
