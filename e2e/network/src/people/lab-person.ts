import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { linkOf, Person, type BrowserKind } from '@holdfast/e2e-people';
import type { Side } from '../internet/side';
import { Timeline } from '../watch/timeline';
import { LOOK_INTERVAL } from '../watch/watch-page';
import { LabBrowser } from './lab-browser';

/** How somebody's browser is to be, where a row needs it otherwise. */
export interface BrowserHabits {
  readonly throttles?: boolean;
  readonly watched?: boolean;
  /** How often its pages are looked at, in ms. */
  readonly lookInterval?: number;
  /** How long a page keeps what it has to tell, in ms; what it has not told goes with a page that is killed. */
  readonly tellAfter?: number;
}

/** What Linux calls the process in which Firefox has the pages of one site: the first 15 characters of "Isolated Web Content". */
const isolatedPage = 'Isolated Web Co';

/** Somebody of the laboratory: a machine behind a router, a browser with a profile of its own, and what its pages tell. */
export class LabPerson {
  readonly timeline = new Timeline();
  private lab: LabBrowser | null = null;
  private somebody: Person | null = null;
  private profile: string | null = null;
  private habits: BrowserHabits = {};
  private secondTab: string | null = null;
  private readonly deadPorts = new Set<string>();

  constructor(
    readonly name: string,
    readonly kind: BrowserKind,
    readonly side: Side,
    private readonly folder: string,
    private readonly film: string,
    private readonly origin: string,
  ) {}

  /** Who does what people do, in the browser that is open. */
  get person(): Person {
    if (!this.somebody) throw new Error(`${this.name} has no browser.`);
    return this.somebody;
  }

  get browser(): WebdriverIO.Browser {
    return this.person.browser;
  }

  get hasBrowser(): boolean {
    return this.lab !== null;
  }

  get isWatched(): boolean {
    return this.habits.watched !== false;
  }

  get browserPids(): readonly number[] {
    return this.lab?.pids ?? [];
  }

  /** A browser with the profile of the last one, if there was one. */
  async opensABrowser(habits = this.habits): Promise<void> {
    this.habits = habits;
    this.profile ??= mkdtempSync(join(this.folder, `${this.name}-`));
    const { throttles = false, watched = true, lookInterval = LOOK_INTERVAL, tellAfter = 0 } = habits;
    const lab = await LabBrowser.open({
      kind: this.kind,
      machine: this.side.machine,
      profile: this.profile,
      folder: this.folder,
      film: this.film,
      origin: this.origin,
      throttles,
      watched,
      lookInterval,
      tellAfter,
      tell: (record) => this.timeline.adds(record),
    });
    this.lab = lab;
    this.somebody = new Person(this.name, () => lab.browser, this.origin);
  }

  /** Has a browser of these habits; one that has others is closed. */
  async hasABrowser(habits: BrowserHabits = {}): Promise<void> {
    if (this.lab && JSON.stringify(habits) === JSON.stringify(this.habits)) return;
    await this.closesTheBrowser();
    await this.opensABrowser(habits);
  }

  async closesTheBrowser(): Promise<void> {
    await this.lab?.closes();
    this.isWithoutBrowser();
    this.timeline.clears();
  }

  /** The browser ends with SIGKILL; its profile stays. */
  async browserIsKilled(): Promise<void> {
    await this.lab?.isKilled();
    this.isWithoutBrowser();
  }

  /** A second window, in which nothing is; the first one stays the one in use. */
  async opensASecondTab(): Promise<void> {
    const first = await this.browser.getWindowHandle();
    const { handle } = await this.browser.createWindow('window');
    this.secondTab = handle;
    await this.browser.switchToWindow(first);
  }

  /** Goes to another tab: the page in the first one is hidden. */
  async goesToAnotherTab(): Promise<void> {
    const { handle } = await this.browser.createWindow('tab');
    await this.browser.switchToWindow(handle);
    // Chromium's driver opens a tab behind the one that is seen; there to go is not yet to show it
    if (this.kind === 'chromium') await this.browser.sendCommand('Page.bringToFront', {});
  }

  /** The process of the page ends, the browser stays; the second tab is in use from now on. */
  async tabCrashes(): Promise<void> {
    const handle = this.secondTab;
    if (handle === null) throw new Error(`${this.name} has one tab only.`);
    this.secondTab = null;
    if (this.kind === 'chromium') {
      await this.browser.sendCommand('Page.crash', {}).catch(() => undefined); // the answer is that the tab crashed
    } else {
      const pages = this.browserPids.filter((pid) => processName(pid) === isolatedPage);
      if (pages.length !== 1)
        throw new Error(`${this.name}'s browser has ${pages.length} processes for pages of a site.`);
      process.kill(pages[0], 'SIGKILL');
    }
    await this.browser.switchToWindow(handle);
  }

  /** The machine is dead at once: nobody hears of it, and nothing of its old connections ever answers. */
  async losesPower(): Promise<void> {
    const { machine } = this.side;
    await machine.setsTable(
      'power',
      `chain in { type filter hook input priority 0; policy drop; iifname "lo" accept; }
       chain out { type filter hook output priority 0; policy drop; oifname "lo" accept; }`,
    );
    const established = await machine.run('ss', ['-Htn', 'state', 'established']);
    for (const [, port] of established.matchAll(/\s10\.[\d.]+:(\d+)\s/g)) this.deadPorts.add(port);
    await this.browserIsKilled();
    const dead = [...this.deadPorts].join(', ');
    await machine.setsTable(
      'power',
      `chain out {
         type filter hook output priority 0; policy accept;
         ${dead && `tcp sport { ${dead} } drop`}
         icmp type destination-unreachable drop
       }`,
    );
  }

  /** Chromium only. Its timers, promises and sockets stand still, as under a closed lid. */
  async pageIsFrozen(frozen: boolean): Promise<void> {
    await this.browser.sendCommandAndGetResult('Page.setWebLifecycleState', { state: frozen ? 'frozen' : 'active' });
  }

  /** The end: browser and profile are gone. */
  async goesHome(): Promise<void> {
    await this.closesTheBrowser();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    this.profile = null;
  }

  /** Opens a room's link and does not wait for the page; the moment at which it was opened. */
  opensTheLink(room: string): { readonly at: number; readonly loaded: Promise<void> } {
    const at = Date.now();
    return { at, loaded: this.person.opens(linkOf(room)) };
  }

  private isWithoutBrowser(): void {
    this.lab = null;
    this.somebody = null;
  }
}

function processName(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return null; // it ended meanwhile
  }
}
