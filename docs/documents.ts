import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..');

const markdownIn = (folder: string, recursive: boolean) =>
  readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));

/** Every document of the project, by its path in it. */
export const documents: readonly string[] = [
  ...markdownIn('', false),
  ...['apps', 'docs', 'e2e', 'libs'].flatMap((folder) => markdownIn(folder, true)),
];
