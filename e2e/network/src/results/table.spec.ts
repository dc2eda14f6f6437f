import type { Row } from '../rows/row';
import type { RunResult } from './run-result';
import { aligned, markdownTable, medianOf, tableLines } from './table';

const rows: readonly Row[] = [
  { name: 'cut', fault: 'a cut', goals: { gap: 1_000 }, measure: () => Promise.reject(new Error('not run')) },
  { name: 'calm', fault: 'none', goals: {}, measure: () => Promise.reject(new Error('not run')) },
];

function runOf(row: string, more: Partial<RunResult>): RunResult {
  return {
    row,
    pairing: 'chromium-chromium',
    at: '2026-01-01T00:00:00.000Z',
    load: 0.5,
    browsers: [],
    broken: [],
    ...more,
  };
}

const cuts = (...gaps: readonly number[]) => gaps.map((gap) => runOf('cut', { gap }));

describe('a line of the table', () => {
  it('has the median, the worst and each run', () => {
    const [line] = tableLines(rows, cuts(900, 300, 1_900, 500, 700));
    expect(line).toMatchObject({
      goal: 'gap ≤ 1',
      median: '0.7',
      worst: '1.9',
      runs: '0.9 0.3 1.9 0.5 0.7',
      met: true,
    });
  });

  it('is not met where the median is above the goal', () => {
    expect(tableLines(rows, cuts(1_100, 1_100, 300))[0].met).toBe(false);
  });

  it('is not met where the worst is above twice the goal', () => {
    expect(tableLines(rows, cuts(300, 300, 2_001))[0].met).toBe(false);
  });

  it('is not met where a condition was broken in one run, and says which', () => {
    const [line] = tableLines(rows, [...cuts(300, 300), runOf('cut', { gap: 300, broken: ['not so: one tile'] })]);
    expect(line).toMatchObject({ met: false, notes: ['not so: one tile'] });
  });

  it('takes a run that could not be measured for the worst there is', () => {
    const [line] = tableLines(rows, [...cuts(300, 300), runOf('cut', { error: 'no browser' })]);
    expect(line).toMatchObject({ worst: 'never', met: false, notes: ['no browser'] });
  });

  it('counts the runs in which a row without times held', () => {
    const [line] = tableLines(rows, [runOf('calm', {}), runOf('calm', { broken: ['not so: no hint'] })]);
    expect(line).toMatchObject({ goal: 'holds', runs: '1 of 2', met: false });
  });

  it('keeps pairings apart', () => {
    const lines = tableLines(rows, [...cuts(300), runOf('cut', { gap: 400, pairing: 'firefox-chromium' })]);
    expect(lines.map(({ pairing, runs }) => [pairing, runs])).toEqual([
      ['chromium-chromium', '0.3'],
      ['firefox-chromium', '0.4'],
    ]);
  });
});

it('takes the worse of the two in the middle for the median of an even number', () => {
  expect(medianOf([4, 1, 3, 2])).toBe(3);
});

it('aligns the columns of a table', () => {
  expect(
    aligned([
      ['a', 'long head'],
      ['longer', 'b'],
    ]),
  ).toBe('| a      | long head |\n| ------ | --------- |\n| longer | b         |\n');
});

it('writes a table of a head alone where nothing was measured', () => {
  expect(markdownTable([]).split('\n')).toHaveLength(3);
});
