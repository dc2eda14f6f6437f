import type { Row } from '../rows/row';
import { faultsOf, type RunResult } from './run-result';

/** One measured quantity of one row in one pairing, as a line of the table. */
export interface TableLine {
  readonly fault: string;
  readonly pairing: string;
  readonly goal: string;
  readonly median: string;
  readonly worst: string;
  readonly runs: string;
  readonly load: string;
  readonly met: boolean;
  readonly notes: readonly string[];
}

const seconds = (ms: number | null) => (ms === null || ms === Infinity ? 'never' : `${(ms / 1_000).toFixed(1)}`);

/** The middle one; of an even number the worse of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** The lines of the table that the results give, in the order of the rows. */
export function tableLines(rows: readonly Row[], results: readonly RunResult[]): TableLine[] {
  const pairings = [...new Set(results.map(({ pairing }) => pairing))];
  return rows.flatMap((row) =>
    pairings.flatMap((pairing) => {
      const runs = results.filter((result) => result.row === row.name && result.pairing === pairing);
      return runs.length === 0 ? [] : quantitiesOf(row).map((quantity) => lineOf(row, pairing, quantity, runs));
    }),
  );
}

/** Which of the two is shown: those with a goal; a row without any is right or wrong as a whole. */
function quantitiesOf({ goals }: Row): readonly ('gap' | 'back' | 'condition')[] {
  const named = (['gap', 'back'] as const).filter((quantity) => goals[quantity] !== undefined);
  return named.length > 0 ? named : ['condition'];
}

function lineOf(
  row: Row,
  pairing: string,
  quantity: 'gap' | 'back' | 'condition',
  runs: readonly RunResult[],
): TableLine {
  const loads = runs.map(({ load }) => load);
  const notes = [...new Set(runs.flatMap(faultsOf))];
  const common = {
    fault: row.fault,
    pairing,
    load: `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}`,
    notes,
  };
  const held = runs.filter((run) => faultsOf(run).length === 0).length;
  const whole = held === runs.length;
  if (quantity === 'condition') {
    return { ...common, goal: 'holds', median: '', worst: '', runs: `${held} of ${runs.length}`, met: whole };
  }
  const values = runs.map((run) => run[quantity] ?? Infinity);
  const goal = row.goals[quantity] ?? 0;
  const median = medianOf(values);
  const worst = Math.max(...values);
  return {
    ...common,
    goal: `${quantity} ≤ ${goal / 1_000}`,
    median: seconds(median),
    worst: seconds(worst),
    runs: values.map(seconds).join(' '),
    met: whole && median <= goal && worst <= 2 * goal,
  };
}

/** The table as Markdown, its columns aligned as Prettier aligns them; times are seconds. */
export function markdownTable(lines: readonly TableLine[]): string {
  return aligned([
    ['fault', 'browsers', 'goal', 'median', 'worst', 'each run', 'load', ''],
    ...lines.map(({ fault, pairing, goal, median, worst, runs, load, met }) => [
      fault,
      pairing,
      goal,
      median,
      worst,
      runs,
      load,
      met ? '✓' : '✗',
    ]),
  ]);
}

/** Rows of cells, the first one the head, as a table of Markdown. */
export function aligned(cells: readonly (readonly string[])[]): string {
  const [head, ...body] = cells;
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('');
}
