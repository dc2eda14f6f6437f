import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedParts, withParts } from './document';
import type { RunResult } from './run-result';

const docs = resolve(__dirname, '../../../../docs');
const read = (name: string) => readFileSync(join(docs, name), 'utf8');

describe('docs/reliability.md', () => {
  const results = read('reliability.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RunResult);

  it('says what was measured, and nothing else', () => {
    expect(withParts(read('reliability.md'), generatedParts(results))).toBe(read('reliability.md'));
  });
});

describe('a document with generated parts', () => {
  const document = 'before\n\n<!-- part -->\n\nold\n\n<!-- /part -->\n\nafter\n';

  it('has what is between the markers replaced', () => {
    expect(withParts(document, { part: 'new\n' })).toBe('before\n\n<!-- part -->\n\nnew\n\n<!-- /part -->\n\nafter\n');
  });

  it('refuses a part that it has no place for', () => {
    expect(() => withParts(document, { other: '' })).toThrow('The document has no place for "other".');
  });
});
