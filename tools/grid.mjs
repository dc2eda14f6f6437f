// usage: node tools/grid.mjs
// Starts a real Selenium Grid (from Maven, with the browsers of this machine), has the browser tests run through it, and stops it.
// Expects the built server. `E2E_PAIRINGS` chooses among the pairings, as without a grid.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const libraries = join(root, 'tmp', 'grid');
const url = 'http://127.0.0.1:4444';
/** Three people at once, and one to spare. */
const sessions = '4';
const startTimeout = 60_000;

const inherit = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
const exists = (program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).error === undefined;

/** The grid's jars; those that are there already stay. */
function fetchLibraries() {
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', 'e2e/grid/pom.xml', ...copy], inherit);
  if (status !== 0) throw new Error('Maven could not fetch Selenium Grid.');
}

/** Where the drivers are: the grid asks the internet for what it is not told. It detects a browser by the driver on PATH. */
function drivers() {
  const { firefox, chromium } = JSON.parse(readFileSync(join(root, 'tmp', 'browsers.json'), 'utf8'));
  const found = [firefox, chromium].flatMap(({ driver }) => driver ?? []);
  return {
    path: [...found.map(dirname), process.env.PATH].join(delimiter),
    properties: [
      ...(firefox.driver ? [`-Dwebdriver.gecko.driver=${firefox.driver}`] : []),
      ...(chromium.driver ? [`-Dwebdriver.chrome.driver=${chromium.driver}`] : []),
    ],
  };
}

async function isReady() {
  try {
    return (await (await fetch(`${url}/status`)).json()).value.ready;
  } catch {
    return false; // nobody listens yet
  }
}

async function startGrid() {
  const options = ['--port', new URL(url).port, '--selenium-manager', 'false', '--detect-drivers', 'true'];
  const limits = ['--max-sessions', sessions, '--override-max-sessions', 'true'];
  const main = ['-cp', join(libraries, '*'), 'org.openqa.selenium.grid.Main', 'standalone'];
  const { path, properties } = drivers();
  const grid = spawn('java', [...properties, ...main, ...options, ...limits, '--log-level', 'WARNING'], {
    ...inherit,
    // Selenium Manager would report to its makers and look for newer drivers
    env: { ...process.env, PATH: path, SE_OFFLINE: 'true', SE_AVOID_STATS: 'true' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => grid.kill());
  const deadline = Date.now() + startTimeout;
  while (!(await isReady())) {
    if (grid.exitCode !== null) throw new Error(`The grid ended with exit code ${grid.exitCode}.`);
    if (Date.now() > deadline) {
      grid.kill();
      throw new Error(`The grid was not ready in ${startTimeout} ms.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return grid;
}

if (!exists('java') || !exists('mvn')) {
  console.log('A grid from Maven needs java (17 or newer) and mvn. With Docker instead:\n');
  console.log(
    readFileSync(join(root, 'e2e/grid/docker-compose.yml'), 'utf8')
      .match(/^# {3}.*$/gm)
      .join('\n')
      .replaceAll('# ', ''),
  );
  process.exit(1);
}
if (await isReady())
  throw new Error(`There is a grid at ${url} already: set E2E_GRID_URL to run the tests through it.`);
fetchLibraries();
const grid = await startGrid();
console.log(`Selenium Grid at ${url}`);
try {
  const wdio = spawn(process.execPath, ['node_modules/@wdio/cli/bin/wdio.js', 'run', 'e2e/browsers/wdio.conf.ts'], {
    ...inherit,
    env: { ...process.env, E2E_GRID_URL: url },
  });
  [process.exitCode] = await once(wdio, 'exit');
} finally {
  const gone = once(grid, 'exit');
  grid.kill();
  await gone;
}
