// usage: node tools/verify.mjs [--without-browsers]
// Runs every check of the project, says what it ran, how long it took and which tests failed, and ends with the line "N passed, N failed":
// the tests as their runners counted them, and one more failed for each stage that went wrong without a failing test. A skipped test is a failed one.
// With --without-browsers: format, lint, types, unit and wire only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wireProject = 'e2e-wire';
const testResults = join(root, 'tmp', 'test-results');
const browserTests = join(root, 'tmp', 'browser-tests.jsonl');
const networkTests = join(root, 'tmp', 'network-tests.jsonl');
/** No stage takes that long, in ms: one that does hangs, and is ended. */
const patience = 40 * 60_000;
const noTests = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** A program of node_modules/.bin, run to its end; whether it went well. */
function run(program, ...args) {
  console.log(`$ ${[program, ...args].join(' ')}`);
  const command = program === 'node' ? process.execPath : join(root, 'node_modules', '.bin', program);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: patience,
  });
  if (error) console.log(error.message);
  return status === 0;
}

const nx = (target, ...args) => run('nx', 'run-many', '-t', target, '--output-style=static', ...args);

/** The counts of the jest projects whose name `belongs` accepts. */
function countJest(belongs) {
  if (!existsSync(testResults)) return noTests;
  return readdirSync(testResults)
    .filter((file) => belongs(file.replace('.json', '')))
    .map((file) => JSON.parse(readFileSync(join(testResults, file), 'utf8')))
    .reduce(add, noTests);
}

/** The counts of a runner that writes a line for each test. */
function countLines(file) {
  if (!existsSync(file)) return noTests;
  const tests = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
  const failures = tests.filter((test) => !test.passed);
  return { passed: tests.length - failures.length, failed: failures.length, skipped: 0, failures };
}

function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

const told = (file) => JSON.parse(readFileSync(join(root, 'tmp', file), 'utf8'));

/** What this machine lacks for the network laboratory. */
const missingForLaboratory = () => told('laboratory.json').missing;

function missingBrowsers() {
  const found = told('browsers.json');
  return Object.values(found).flatMap((browser) => browser.missing ?? []);
}

const check = [
  { name: 'format', run: () => run('prettier', '--check', '.') },
  { name: 'lint', run: () => nx('lint') },
  { name: 'types', run: () => nx('typecheck') },
  {
    name: 'unit',
    run: () => nx('test', `--exclude=${wireProject}`),
    count: () => countJest((name) => name !== wireProject),
  },
  { name: 'wire', run: () => nx('test', '-p', wireProject), count: () => countJest((name) => name === wireProject) },
];
const browsers = [
  {
    name: 'provide',
    run: () => [run('node', 'tools/browsers.mjs'), run('node', 'tools/laboratory.mjs')].every(Boolean),
  },
  { name: 'build', run: () => nx('build') },
  {
    name: 'browsers',
    run: () => run('wdio', 'run', 'e2e/browsers/wdio.conf.ts'),
    count: () => countLines(browserTests),
  },
  {
    name: 'network',
    possible: () => missingForLaboratory().length === 0,
    run: () => run('tsx', 'e2e/network/src/main.ts', '--subset'),
    count: () => countLines(networkTests),
  },
];
const withBrowsers = !process.argv.includes('--without-browsers');

rmSync(testResults, { recursive: true, force: true });
rmSync(browserTests, { force: true });
rmSync(networkTests, { force: true });
const report = [];
for (const { name, run, count, possible } of withBrowsers ? [...check, ...browsers] : check) {
  if (possible && !possible()) continue;
  console.log(`\n=== ${name}`);
  const begin = Date.now();
  const went = run();
  const tests = count?.() ?? noTests;
  const failed = tests.failed + tests.skipped;
  // a runner that counted nothing has tested nothing
  const broken = (!went && failed === 0) || (count && tests.passed + failed === 0);
  report.push({
    name,
    tests,
    counted: Boolean(count),
    failed: failed + (broken ? 1 : 0),
    seconds: (Date.now() - begin) / 1000,
  });
}

console.log('\n=== what was run');
for (const { name, tests, counted, failed, seconds } of report) {
  const counts = counted ? `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped` : '';
  console.log(
    `${name.padEnd(10)}${failed ? 'FAILED' : 'ok    '}${seconds.toFixed(1).padStart(8)} s   ${counts}`.trimEnd(),
  );
}
for (const { title, message } of report.flatMap(({ tests }) => tests.failures)) {
  console.log(`\n✗ ${title}`);
  if (message) console.log(message.replace(/^/gm, '    '));
}
const missing = withBrowsers ? missingBrowsers() : [];
if (missing.length > 0) {
  console.log(`\n!!! NOT TESTED IN EVERY BROWSER. This machine has no ${missing.join(' and no ')}.`);
  console.log('!!! What was said above, under "provide", tells how to get it.');
}
const missingParts = withBrowsers ? missingForLaboratory() : [];
if (missingParts.length > 0) {
  console.log(
    `\n!!! NOT TESTED IN A NETWORK. The laboratory needs ${missingParts.join(', ')}, and this machine has no such thing.`,
  );
  console.log('!!! It runs as root on Linux, where network namespaces may be made.');
}
const passed = report.reduce((sum, stage) => sum + stage.tests.passed, 0);
const failed = report.reduce((sum, stage) => sum + stage.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
