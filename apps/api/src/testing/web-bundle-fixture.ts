import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const PAGE = '<!doctype html><title>page</title>';
export const SCRIPT = `console.log(${JSON.stringify('script '.repeat(50))});`;

/** A folder that looks like the one the web build leaves, with a file beside it that is nobody's business. Returns its path. */
export function makeWebBundle(): string {
  const around = mkdtempSync(join(tmpdir(), 'holdfast-web-'));
  const root = join(around, 'browser');
  mkdirSync(join(root, 'media'), { recursive: true });
  writeFileSync(join(around, 'secret.txt'), 'secret');
  writeFileSync(join(root, '.hidden'), 'hidden');
  writeFileSync(join(root, 'index.html'), PAGE);
  writeFileSync(join(root, 'main-ABCD2345.js'), SCRIPT);
  writeFileSync(join(root, 'main-ABCD2345.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(root, 'main-ABCD2345.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(root, 'media/font-WXYZ6789.woff2'), 'font');
  mkdirSync(join(root, 'fonts'));
  writeFileSync(join(root, 'fonts/latin-standard.woff2'), 'font');
  writeFileSync(join(root, 'chunk-By_6q-Ep.js'), SCRIPT);
  writeFileSync(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'gone-soon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return root;
}
