// Usage: node tools/weigh.mjs <output folder of the web build>
// Weighs what a browser has to load, as brotli 11 in kB of 1000 bytes, and fails where it is too much.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync } from 'node:zlib';

const HOME_AT_MOST = 75_000; // bytes of JS and CSS: the first visit of the home page
const CALL_AT_MOST = 125_000; // bytes of JS and CSS: everything up to and in a call, which is everything but the pages beside it

const HOME_PAGE = /^apps\/web\/src\/(?:.*\/)?home(?:-page)?\.ts$/;
/** Scripts that no page imports and nobody bundles. */
const COPIED = ['pulse-worker.js'];
const BESIDE_A_CALL = /^apps\/web\/src\/(?:connectivity|not-found)\//;
const NOT_ON_HOME = {
  'a schema library': /node_modules\/zod\//,
  'the socket': /node_modules\/(?:socket\.io|engine\.io)[^/]*\//,
  'an overlay': /node_modules\/@angular\/cdk\/.*(?:overlay|dialog)/,
};

const [folder] = process.argv.slice(2);
const { outputs } = JSON.parse(readFileSync(join(folder, 'browser-stats.json'), 'utf8'));
const page = readFileSync(join(folder, 'browser/index.html'), 'utf8');
const names = readdirSync(join(folder, 'browser')).filter((name) => /\.(?:js|css)$/.test(name));

/** The files that a file needs before it runs, itself included. */
function withStaticImports(name, found = new Set()) {
  if (found.has(name) || !outputs[name]) return found;
  found.add(name);
  for (const { path, kind } of outputs[name].imports) if (kind === 'import-statement') withStaticImports(path, found);
  return found;
}

function inputsOf(name) {
  return Object.keys(outputs[name]?.inputs ?? {});
}

function weigh(name) {
  const content = readFileSync(join(folder, 'browser', name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return brotliCompressSync(content, { params }).length;
}

const faults = [];
const inPage = names.filter((name) => page.includes(`"${name}"`));
const withHome = names.filter((name) => inputsOf(name).some((input) => HOME_PAGE.test(input)));
for (const name of names) if (!outputs[name] && !COPIED.includes(name)) faults.push(`nothing is known of ${name}`);
if (inPage.length === 0) faults.push('index.html names none of the built files');
if (withHome.length !== 1) faults.push(`the home page is in ${withHome.length} of the built files, not in one`);

const home = new Set([...inPage, ...withHome].flatMap((name) => [...withStaticImports(name)]));
for (const [what, pattern] of Object.entries(NOT_ON_HOME))
  for (const name of home)
    for (const input of inputsOf(name))
      if (pattern.test(input)) faults.push(`${what} is loaded by the home page: ${input} in ${name}`);

const rows = names
  .map((name) => ({ name, bytes: weigh(name), onHome: home.has(name) }))
  .sort((a, b) => Number(b.onHome) - Number(a.onHome) || b.bytes - a.bytes);
const total = (some) => some.reduce((sum, { bytes }) => sum + bytes, 0);
const kB = (bytes) => (bytes / 1_000).toFixed(1).padStart(6);

for (const { name, bytes, onHome } of rows)
  console.log(`${kB(bytes)} kB  ${onHome ? 'home' : '    '}  ${name}  ${outputs[name]?.entryPoint ?? ''}`);
for (const [what, bytes, atMost] of [
  ['home page, first visit', total(rows.filter(({ onHome }) => onHome)), HOME_AT_MOST],
  [
    'up to and in a call',
    total(rows.filter(({ name }) => !BESIDE_A_CALL.test(outputs[name]?.entryPoint ?? ''))),
    CALL_AT_MOST,
  ],
]) {
  console.log(`${kB(bytes)} kB of ${kB(atMost)} kB: ${what}`);
  if (bytes > atMost) faults.push(`${what}: ${bytes - atMost} bytes too heavy`);
}
for (const fault of faults) console.error(`weight: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
