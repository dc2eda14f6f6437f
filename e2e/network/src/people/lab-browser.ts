import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundBrowser, type BrowserKind } from '@holdfast/e2e-people';
import { remote } from 'webdriverio';
import { Doorway, freePort } from '../internet/doorway';
import type { Namespace } from '../internet/namespace';
import { TEXTBOOK_ORIGIN } from '../servers/textbook-server';
import type { PageRecord } from '../watch/page-record';
import { watchPage } from '../watch/watch-page';
import { CAMERA } from './camera';

/** What a browser of the laboratory is started with. */
export interface LabBrowserOptions {
  readonly kind: BrowserKind;
  readonly machine: Namespace;
  /** The folder of the profile: it outlives the browser. */
  readonly profile: string;
  /** Where sockets may be. */
  readonly folder: string;
  /** The film of the fake camera. */
  readonly film: string;
  /** The product's origin: plain http, and to be treated as a secure context. */
  readonly origin: string;
  /** Whether the browser slows hidden pages down as it does for everybody. */
  readonly throttles: boolean;
  /** Whether pages are watched. */
  readonly watched: boolean;
  /** How often, in ms. */
  readonly lookInterval: number;
  /** How long a page keeps what it has to tell, in ms. */
  readonly tellAfter: number;
  readonly tell: (record: PageRecord) => void;
}

/** Small windows, though wide enough for the layout of a desk: pages are painted by the processor here, and it is the call that is measured. */
const WINDOW = { width: 850, height: 560 };

/** How long a driver may take until it answers, in ms. */
const driverTimeout = 10_000;

/** geckodriver wants a Firefox that ends with the process of a page; that of people goes on. */
function lastingFirefox(folder: string): string {
  const script = join(folder, 'firefox');
  const lines = ['#!/bin/sh', 'unset MOZ_CRASHREPORTER_SHUTDOWN', `exec '${foundBrowser('firefox')?.binary}' "$@"`];
  writeFileSync(script, lines.join('\n'), { mode: 0o755 });
  return script;
}

function firefox({ profile, folder, origin, throttles }: LabBrowserOptions): WebdriverIO.Capabilities {
  return {
    browserName: 'firefox',
    'moz:firefoxOptions': {
      binary: lastingFirefox(folder),
      args: ['-headless', '-profile', profile],
      prefs: {
        'media.navigator.streams.fake': true,
        // as allowed by a person: to leave the question out is no permission, and addresses of the own network would be hidden (RFC 8828)
        'permissions.default.camera': 1,
        'permissions.default.microphone': 1,
        'media.navigator.video.default_width': CAMERA.width,
        'media.navigator.video.default_height': CAMERA.height,
        'media.navigator.video.default_fps': CAMERA.framesPerSecond,
        'media.autoplay.default': 0,
        'dom.securecontext.allowlist': [origin, TEXTBOOK_ORIGIN].map((url) => new URL(url).hostname).join(','),
        'media.devices.insecure.enabled': true,
        'media.getusermedia.insecure.enabled': true,
        ...(throttles
          ? {}
          : { 'dom.min_background_timeout_value': 4, 'dom.timeout.enable_budget_timer_throttling': false }),
      },
    },
  };
}

function chromium({ profile, origin, film, throttles }: LabBrowserOptions): WebdriverIO.Capabilities {
  return {
    browserName: 'chrome',
    'goog:chromeOptions': {
      binary: foundBrowser('chromium')?.binary,
      args: [
        'headless=new',
        'no-sandbox', // as root, as in a container, there is none to be had
        'disable-gpu',
        'disable-dev-shm-usage',
        'disable-background-networking',
        'disable-component-update',
        'disable-sync',
        'no-first-run',
        `window-size=${WINDOW.width},${WINDOW.height}`,
        `user-data-dir=${profile}`,
        `unsafely-treat-insecure-origin-as-secure=${origin},${TEXTBOOK_ORIGIN}`,
        'use-fake-device-for-media-stream',
        'use-fake-ui-for-media-stream',
        `use-file-for-fake-video-capture=${film}`,
        ...(throttles
          ? []
          : [
              'disable-background-timer-throttling',
              'disable-backgrounding-occluded-windows',
              'disable-renderer-backgrounding',
            ]),
      ],
    },
  };
}

/** A browser with its driver on somebody's machine, driven from outside. */
export class LabBrowser {
  private constructor(
    readonly browser: WebdriverIO.Browser,
    private readonly driver: ChildProcess,
    private readonly doorways: readonly Doorway[],
  ) {}

  static async open(options: LabBrowserOptions): Promise<LabBrowser> {
    const { kind, machine, folder, watched } = options;
    const driver = foundBrowser(kind)?.driver;
    if (!driver) throw new Error(`There is no driver for ${kind} on this machine.`);
    const ports = kind === 'firefox' ? [await freePort(), await freePort()] : [await freePort()];
    const args =
      kind === 'firefox' ? ['--port', `${ports[0]}`, '--websocket-port', `${ports[1]}`] : [`--port=${ports[0]}`];
    const child = machine.spawn(driver, args);
    const doorways = await Promise.all(
      ports.map((port) => Doorway.open(machine, join(folder, `${machine.name}-${port}.sock`), port)),
    );
    await answers(ports[0], child);
    const browser = await remote({
      protocol: 'http',
      hostname: '127.0.0.1',
      port: ports[0],
      path: '/',
      logLevel: 'error',
      connectionRetryCount: 0,
      waitforTimeout: 30_000,
      waitforInterval: 30,
      capabilities: kind === 'firefox' ? firefox(options) : chromium(options),
    });
    // Chromium is started with it: a window that is made smaller is drawn anew, just when a cold browser is measured
    if (kind === 'firefox') await browser.setWindowSize(WINDOW.width, WINDOW.height);
    if (watched) await watch(browser, options);
    return new LabBrowser(browser, child, doorways);
  }

  /** As a user closes it, or a test that is over. */
  async closes(): Promise<void> {
    await this.browser.deleteSession().catch(() => undefined); // it may be gone already
    await this.isKilled();
  }

  /** The browser and all its processes end at once, without a word to anybody. */
  async isKilled(): Promise<void> {
    const gone = this.driver.exitCode === null && this.driver.signalCode === null ? once(this.driver, 'exit') : null;
    for (const pid of [...descendantsOf(this.driver.pid), this.driver.pid]) if (pid) killIfThere(pid);
    await gone;
    for (const doorway of this.doorways) doorway.close();
  }

  /** The processes of the browser, the driver not among them. */
  get pids(): readonly number[] {
    return descendantsOf(this.driver.pid);
  }
}

/** Has every page of this browser, in whatever tab, watched from before its first script. */
async function watch(
  browser: WebdriverIO.Browser,
  { lookInterval, tellAfter, tell }: LabBrowserOptions,
): Promise<void> {
  const channel = 'holdfast-laboratory';
  await browser.sessionSubscribe({ events: ['script.message'] });
  browser.on('script.message', (message) => {
    if (message.channel !== channel || message.data.type !== 'string') return;
    for (const record of JSON.parse(message.data.value)) tell(record);
  });
  await browser.scriptAddPreloadScript({
    // the compiler names functions by a function of its own
    functionDeclaration: `(tell) => { const __name = (f) => f; (${watchPage.toString()})(tell, ${lookInterval}, ${tellAfter}); }`,
    arguments: [{ type: 'channel', value: { channel } }],
  });
}

async function answers(port: number, driver: ChildProcess): Promise<void> {
  const deadline = Date.now() + driverTimeout;
  for (;;) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/status`)).ok) return;
    } catch {
      // it does not listen yet
    }
    if (driver.exitCode !== null || Date.now() > deadline) throw new Error('The driver of a browser did not answer.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The processes that a process has started, and those that they have (proc(5), `stat`: the fourth field is the parent). */
export function descendantsOf(ancestor: number | undefined): number[] {
  if (ancestor === undefined) return [];
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(entry);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const all = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...all(child)]);
  return all(ancestor);
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null; // it ended while it was looked at
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself
  }
}
