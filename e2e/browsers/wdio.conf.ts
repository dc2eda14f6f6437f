import { grid } from '@holdfast/e2e-people';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SevereServiceError } from 'webdriverio';
import { ApiProcess, freePort } from './src/api-process';
import { chosenPairings, multiremoteOf, nameOf } from './src/browsers/pairings';

// The launcher chooses the port, its workers (one for each pairing) read this file again and find it there.
process.env['E2E_PORT'] ??= String(await freePort());
const api = new ApiProcess(Number(process.env['E2E_PORT']));

/** One line for each test that ended, for `tools/verify.mjs` to count and to tell. */
const results = fileURLToPath(new URL('../../tmp/browser-tests.jsonl', import.meta.url));
const pairings = chosenPairings();

/**
 * The same specs in each pairing of browsers, one worker and so one pair of sessions for each. `E2E_PAIRINGS` chooses among them,
 * `E2E_GRID_URL` has a Selenium Grid give the browsers.
 */
export const config: WebdriverIO.Config = {
  ...grid, // here too, so that no driver is fetched
  runner: 'local',
  specs: [['./specs/**/*.e2e.ts']], // in one list: one worker runs them all, with the same two browsers
  maxInstances: 1,
  autoXvfb: false,
  baseUrl: api.origin,
  logLevel: 'error',
  connectionRetryCount: 0,
  framework: 'mocha',
  reporters: ['spec'],
  mochaOpts: { timeout: 120_000 },
  waitforTimeout: 15_000,
  waitforInterval: 50,
  capabilities: pairings.map(multiremoteOf),

  async onPrepare() {
    if (pairings.length === 0) throw new SevereServiceError('There is no browser to test with.');
    console.log(`Pairings: ${pairings.map(nameOf).join(', ')}`);
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, '');
    try {
      await api.start();
    } catch (error) {
      // any other error would be told and then passed over
      throw new SevereServiceError(error instanceof Error ? error.message : String(error));
    }
  },
  async beforeTest() {
    const { ana, ben } = await import('./src/people/people'); // not for the launcher, which has no browsers
    await Promise.all([ana.startsAfresh(), ben.startsAfresh()]);
  },
  async afterTest(test, _context, { passed, duration, error }) {
    const { ana, ben } = await import('./src/people/people');
    const title = `${nameOf([ana.kind, ben.kind])} ${test.parent} ${test.title}`;
    appendFileSync(results, JSON.stringify({ title, passed, duration, message: error?.message }) + '\n');
  },
  async onComplete() {
    await api.stop();
    api.discard();
  },
};
