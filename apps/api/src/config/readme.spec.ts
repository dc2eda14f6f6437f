import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from './help';

/** Without the blanks that Prettier lines columns up with. */
const cells = (line: string): string =>
  line
    .split('|')
    .map((cell) => cell.trim().replace(/^-+$/, '---'))
    .join('|');

describe('the README', () => {
  it('has the table of settings as it is', () => {
    const readme = readFileSync(join(__dirname, '../../../../README.md'), 'utf8').split('\n').map(cells);
    const table = settingsTable().split('\n').map(cells);
    const begin = readme.indexOf(table[0] ?? '');
    expect(begin).toBeGreaterThan(0);
    const end = readme.findIndex((line, index) => index > begin && !line.startsWith('|'));
    expect(readme.slice(begin, end)).toEqual(table);
  });
});
