// Provides what the browser tests need (Firefox, Chromium and their drivers) and writes to tmp/browsers.json what they are to use.
// Does nothing where everything is there already. What cannot be had is told at the end; with CI=1 (or true) that is a failure.
//
// Read from the environment: FIREFOX_BIN, GECKODRIVER_PATH, CHROME_BIN, CHROMEDRIVER_PATH.
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall, findProgram, runs } from './find-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const foundFile = join(root, 'tmp', 'browsers.json');
const packages = ['firefox-esr', 'chromium', 'chromium-driver'];

const cargoBin = () =>
  join(process.env.CARGO_INSTALL_ROOT ?? process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin', 'geckodriver');

const findFirefox = () => findProgram(process.env.FIREFOX_BIN, 'firefox-esr', 'firefox');
const findChromium = () => findProgram(process.env.CHROME_BIN, 'chromium', 'chromium-browser', 'google-chrome');
const findChromedriver = () =>
  findProgram(process.env.CHROMEDRIVER_PATH, 'chromedriver', '/usr/lib/chromium/chromedriver');
const findGeckodriver = () => findProgram(process.env.GECKODRIVER_PATH, 'geckodriver', cargoBin());

/** Installs the browsers from the distribution's packages where that is possible; else says how. */
function installBrowsers() {
  if (findFirefox() && findChromium() && findChromedriver()) return;
  const command = aptInstall(...packages).join(' ');
  if (!findProgram('apt-get')) {
    console.log(`This system has no apt-get: install Firefox, Chromium and chromedriver in its own way.`);
    return;
  }
  if (process.getuid?.() !== 0) {
    console.log(`Browsers are missing and this is not root. The one command to run: sudo ${command}`);
    return;
  }
  console.log(`Installing browsers: ${command}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (...names) => runs('apt-get', aptInstall('-qq', ...names).slice(1), { env });
  runs('apt-get', ['update', '-qq'], { env });
  // one after the other if they cannot be had together: half of the browsers is better than none
  if (!install(...packages)) {
    install('firefox-esr');
    install('chromium', 'chromium-driver');
  }
}

/** Builds geckodriver where a working cargo is: Debian has no package of it. */
function installGeckodriver() {
  if (!findFirefox() || findGeckodriver()) return;
  const quiet = { stdio: 'ignore' };
  if (!findProgram('cargo') || !runs('cargo', ['--version'], quiet)) return;
  console.log('Building geckodriver: cargo install geckodriver --locked (some minutes, once)');
  runs('cargo', ['install', 'geckodriver', '--locked', '--quiet']);
}

/** Whether WebdriverIO's own download of a driver gives a session; it fetches what it needs on the first one. */
async function startsWithDownloadedDriver(capabilities) {
  const { remote } = await import('webdriverio');
  try {
    const browser = await remote({ logLevel: 'error', connectionRetryCount: 0, capabilities });
    await browser.deleteSession();
    return true;
  } catch (error) {
    console.log(`No driver by download either: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return false;
  }
}

async function firefox() {
  const binary = findFirefox();
  if (!binary) return { missing: 'Firefox' };
  const driver = findGeckodriver();
  if (driver) return { binary, driver };
  console.log("No geckodriver here: trying WebdriverIO's own download.");
  const options = { binary, args: ['-headless'] };
  const works = await startsWithDownloadedDriver({ browserName: 'firefox', 'moz:firefoxOptions': options });
  return works ? { binary } : { missing: 'geckodriver (cargo install geckodriver --locked)' };
}

async function chromium() {
  const binary = findChromium();
  if (!binary) return { missing: 'Chromium' };
  const driver = findChromedriver();
  if (driver) return { binary, driver };
  console.log("No chromedriver here: trying WebdriverIO's own download.");
  const options = { binary, args: ['headless=new', 'no-sandbox', 'disable-gpu'] };
  const works = await startsWithDownloadedDriver({ browserName: 'chrome', 'goog:chromeOptions': options });
  return works ? { binary } : { missing: 'chromedriver' };
}

installBrowsers();
installGeckodriver();
const found = { firefox: await firefox(), chromium: await chromium() };
mkdirSync(join(root, 'tmp'), { recursive: true });
writeFileSync(foundFile, JSON.stringify(found, null, 2) + '\n');

const missing = Object.entries(found).filter(([, browser]) => browser.missing);
for (const [name, { missing: what }] of missing) console.log(`NO ${name.toUpperCase()}: ${what} cannot be had here.`);
if (missing.length > 0 && ['1', 'true'].includes(process.env.CI ?? '')) process.exitCode = 1;
