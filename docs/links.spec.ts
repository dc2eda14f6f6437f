import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { documents, ROOT } from './documents';

const withoutCode = (markdown: string) => markdown.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

const anchorsOf = (markdown: string) =>
  new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
  const inside = targets.filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('#'));

  it('links only to files that are there, and to headings that they have', () => {
    const broken = inside.filter((target) => {
      const [path, anchor] = target.split('#');
      const file = resolve(ROOT, dirname(document), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('asks no third party for a picture', () => {
    expect([...text.matchAll(/!\[[^\]]*\]\((https?:[^)]+)\)/g)].map((match) => match[1])).toEqual([]);
  });
});
