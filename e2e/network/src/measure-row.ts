import { readFileSync } from 'node:fs';
import type { Laboratory } from './laboratory';
import { faultsOf, type RunResult } from './results/run-result';
import type { Row } from './rows/row';

/** Whether a run went as it should, times aside. */
export function holds(result: RunResult): boolean {
  return result.back !== null && faultsOf(result).length === 0;
}

/** Whether the call that this run was made in can be used for the next one. */
function leavesACall(row: Row, result: RunResult): boolean {
  return row.ends !== true && holds(result);
}

/** Lets a row happen so many times and tells of each. One call serves them all as long as it lasts. */
export async function measureRow(
  laboratory: Laboratory,
  row: Row,
  times: number,
  tell: (result: RunResult, began: number) => void,
): Promise<void> {
  let before: RunResult | null = null;
  for (let time = 0; time < times; time++) {
    const began = Date.now();
    const result = await run(laboratory, row, before === null || !leavesACall(row, before));
    tell(result, began);
    // a browser that something went wrong in may be in any state
    if (result.error) for (const person of laboratory.everybody) await person.goesHome();
    before = result;
  }
}

async function run(laboratory: Laboratory, row: Row, anew: boolean): Promise<RunResult> {
  const common = {
    row: row.name,
    pairing: laboratory.pairing.join('-'),
    at: new Date().toISOString(),
    load: Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]),
  };
  try {
    if (anew) {
      await laboratory.prepare(row.needs ?? {});
      await laboratory.begins();
    } else await laboratory.isSteady();
    return { ...common, ...(await row.measure(laboratory)), browsers: laboratory.browsers };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const shown = laboratory.describe();
    return { ...common, broken: [], back: null, browsers: laboratory.browsers, error: `${message} ${shown}` };
  }
}
