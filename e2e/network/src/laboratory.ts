import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyRoom, areInACall, type BrowserKind } from '@holdfast/e2e-people';
import { Internet, SECOND_SERVER_ADDRESS, SERVER_ADDRESS, type SideName } from './internet/internet';
import type { Nat } from './internet/router';
import { writeCameraFilm } from './people/camera';
import { LabPerson, type BrowserHabits } from './people/lab-person';
import { ApiServer, type ApiSettings } from './servers/api-server';
import { Distance } from './servers/distance';
import { TEXTBOOK_PORT } from './servers/textbook-server';
import { TURN_PORT, TURN_SECRET, TurnServer } from './servers/turn-server';
import { isSteady } from './watch/flow';

/** Which browser Ana and Ben have. Carl has Ben's kind. */
export type Pairing = readonly [ana: BrowserKind, ben: BrowserKind];

/** What a row wants to stand before its fault. */
export interface Needs {
  readonly nat?: Nat;
  /** How many TURN servers run and are configured; 1 by default. */
  readonly turnServers?: 1 | 2;
  readonly settings?: ApiSettings;
  /** How long a byte takes to the servers' TCP ports and back from them, each way, in ms; 0 by default. See `Distance`. */
  readonly serverDelay?: number;
  readonly habits?: BrowserHabits;
}

/** Frames flow without an interruption for so long before a fault begins, and after it before its watching ends, in ms. */
export const STEADY = 4_000;
/** A call that does not stand after this long, in ms, does not come to stand. */
const setUpTimeout = 60_000;

/** The small internet with its servers and people: what rows are measured in. */
export class Laboratory {
  readonly ana: LabPerson;
  readonly ben: LabPerson;
  readonly carl: LabPerson;
  /** Whether the times that rows name are held to; otherwise a thing has only to come about. */
  timed = true;
  /** The room of the call that stands. */
  room = '';

  private readonly distance: Distance;

  private constructor(
    readonly internet: Internet,
    readonly api: ApiServer,
    readonly turn: readonly [TurnServer, TurnServer],
    readonly pairing: Pairing,
    private readonly folder: string,
    private readonly claim: string,
  ) {
    this.distance = new Distance(internet.servers, [
      { address: SERVER_ADDRESS, port: api.port },
      { address: SECOND_SERVER_ADDRESS, port: TEXTBOOK_PORT },
    ]);
    const film = join(folder, 'camera.y4m');
    writeCameraFilm(film);
    const person = (name: string, kind: BrowserKind, side: SideName) =>
      new LabPerson(name, kind, internet.sides[side], folder, film, api.origin);
    this.ana = person('Ana', pairing[0], 'ana');
    this.ben = person('Ben', pairing[1], 'ben');
    this.carl = person('Carl', pairing[1], 'carl');
  }

  /** @throws Error where another laboratory with this prefix stands. */
  static async build(prefix: string, pairing: Pairing): Promise<Laboratory> {
    const claim = join(tmpdir(), `holdfast-laboratory-${prefix}`);
    if (existsSync(claim) && existsSync(`/proc/${readFileSync(claim, 'utf8')}`)) {
      throw new Error(`Another laboratory stands with the prefix ${prefix}: choose one with --prefix.`);
    }
    writeFileSync(claim, String(process.pid));
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-laboratory-'));
    const internet = await Internet.make(prefix);
    const api = await ApiServer.on(internet.servers, folder);
    const turn = [
      new TurnServer(internet.servers, SERVER_ADDRESS),
      new TurnServer(internet.servers, SECOND_SERVER_ADDRESS),
    ] as const;
    return new Laboratory(internet, api, turn, pairing, folder, claim);
  }

  async demolish(): Promise<void> {
    for (const person of this.everybody) await person.goesHome();
    for (const turn of this.turn) await turn.isKilled();
    await this.distance.isNone();
    await this.api.discard();
    await this.internet.remove();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(this.claim, { force: true });
  }

  get everybody(): readonly LabPerson[] {
    return [this.ana, this.ben, this.carl];
  }

  /** The two who are in the call. */
  get pair(): readonly [LabPerson, LabPerson] {
    return [this.ana, this.ben];
  }

  /** The browsers of the two, with their versions. */
  get browsers(): readonly string[] {
    return this.pair
      .filter(({ hasBrowser }) => hasBrowser)
      .map(({ browser: { capabilities } }) => `${capabilities.browserName} ${capabilities.browserVersion}`);
  }

  /** Everything as a row needs it, and nobody in a call. */
  async prepare({ nat = 'cone', turnServers = 1, settings = {}, serverDelay = 0, habits = {} }: Needs): Promise<void> {
    await this.internet.heals();
    for (const side of Object.values(this.internet.sides)) {
      for (const { router } of side.uplinks) await router.translates(nat);
    }
    for (const [index, turn] of this.turn.entries()) {
      if (index < turnServers) await turn.start();
      else await turn.isKilled();
    }
    const urls = this.turn.slice(0, turnServers).map(({ address }) => `turn:${address}:${TURN_PORT}?transport=udp`);
    const all: ApiSettings = {
      HOLDFAST_STUN_URLS: `stun:${SERVER_ADDRESS}:${TURN_PORT}`,
      HOLDFAST_TURN_URLS: urls.join(','),
      HOLDFAST_TURN_SECRET: TURN_SECRET,
      ...settings,
    };
    if (!this.api.runsWith(all)) {
      await this.api.isKilled();
      await this.api.start(all);
    }
    await this.distance.becomes(serverDelay);
    await Promise.all(this.pair.map((person) => person.hasABrowser(habits)));
  }

  /** Ana, and then Ben, in a room that nobody has been in; frames flow at both ends. */
  async begins(): Promise<void> {
    this.room = anyRoom();
    await Promise.all(this.pair.map(({ person }) => person.startsAfresh()));
    for (const { timeline } of this.pair) timeline.clears();
    await this.ana.person.joins(this.room);
    await this.ben.person.joins(this.room);
    if (this.ana.isWatched) await this.isSteady();
    else await areInACall(this.ben.person, this.ana.person);
  }

  /** Waits until frames flow at both ends without an interruption. */
  async isSteady(people: readonly LabPerson[] = this.pair): Promise<void> {
    const steady = () => people.every(({ timeline }) => isSteady(timeline.frames(), STEADY, Date.now()));
    if (!(await until(steady, setUpTimeout))) throw new Error(`The call is not steady: ${this.describe()}`);
  }

  /** What everybody's page shows. */
  describe(): string {
    return JSON.stringify(this.everybody.map(({ name, timeline }) => ({ name, shown: timeline.shown })));
  }
}

/** Waits until something is so; whether it came to be. */
export async function until(condition: () => boolean, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/** How long a fault lasts is part of it: nothing else here waits for a time. */
export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
