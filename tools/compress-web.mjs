// Usage: node tools/compress-web.mjs <folder of the built web app>
// Leaves a .br and a .gz beside every file that is worth it, so that the server never compresses anything itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(?:html|js|css|svg|json|txt|webmanifest|ico)$/;
const WORTH_IT_FROM = 1_000; // bytes: below, a packet is a packet

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

async function compress(file) {
  const content = readFileSync(file);
  if (content.length < WORTH_IT_FROM) return 0;
  const brotli = await promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  return 1;
}

const written = await Promise.all(files.map(compress));
console.log(`compressed ${written.reduce((sum, one) => sum + one, 0)} of ${files.length} files in ${folder}`);
