import { STEADY, until, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { backAfter, isSteady, longestGap } from '../watch/flow';
import type { NamedSeat } from '../watch/page-record';
import type { Outcome } from './row';

/** Frames that do not flow after this long, in ms, do not come to flow. */
const patience = 60_000;
/** What does not come about after this long, in ms, does not come about, where the time itself is not measured. */
const unhurried = 20_000;

/** Watches a call from right before a fault until frames flow again, and judges it. */
export class Observation {
  readonly from = Date.now();
  private overAt = this.from;
  private to = this.from;
  private readonly seats: ReadonlyMap<LabPerson, NamedSeat | undefined>;
  private readonly broken: string[] = [];
  private readonly counted: Record<string, number> = {};

  constructor(
    private readonly laboratory: Laboratory,
    /** Who is in the call. */
    private readonly people: readonly LabPerson[] = laboratory.pair,
  ) {
    this.seats = new Map(people.map((person) => [person, seatOf(person)]));
  }

  /** When the fault was over. */
  get over(): number {
    return this.overAt;
  }

  isOver(at = Date.now()): void {
    this.overAt = at;
  }

  /** Waits until frames flow at both ends without an interruption, or it is clear that they do not. */
  async settles(): Promise<boolean> {
    const steady = () =>
      Date.now() >= this.overAt + STEADY &&
      this.people.every(({ timeline }) => isSteady(timeline.frames(), STEADY, Date.now()));
    const settled = await until(steady, patience);
    this.to = Date.now();
    return settled;
  }

  /** Something was to be so. */
  expects(what: string, isSo: boolean): void {
    if (!isSo) this.broken.push(`not so: ${what}`);
  }

  counts(what: string, number: number): void {
    this.counted[what] = number;
  }

  /** Something is to come about within so many ms after the fault was over. */
  async awaits(what: string, condition: () => boolean, within: number): Promise<void> {
    const time = this.laboratory.timed ? within : Math.max(within, unhurried);
    const came = await until(condition, Math.max(0, this.overAt + time - Date.now()));
    this.expects(what, came);
  }

  /** Everybody's page shows now that the call goes this way. */
  expectsPath(path: 'direct' | 'relayed'): void {
    for (const { name, timeline } of this.people) {
      this.expects(`${name}'s call is ${path}`, timeline.shown?.tiles[0]?.path === path);
    }
  }

  /** Nobody saw two tiles of one other, or a page that refused. */
  expectsOneTile(): void {
    for (const { name, timeline } of this.people) {
      const shown = timeline.shownSince(this.from);
      this.expects(
        `${name} never sees a second tile`,
        shown.every(({ tiles }) => tiles.length <= 1),
      );
      this.expects(
        `${name} is never refused`,
        shown.every(({ page }) => page !== 'refused'),
      );
    }
  }

  /** Everybody has the seat, the place and the role they had. */
  expectsTheSameSeats(): void {
    for (const [person, before] of this.seats) {
      const now = seatOf(person);
      this.expects(
        `${person.name} has the same seat, order and role`,
        now !== undefined && now.id === before?.id && now.order === before.order && now.role === before.role,
      );
    }
  }

  /** One is the caller and the other the callee, whichever seats they have by now. */
  expectsACallerAndACallee(): void {
    const roles = this.people.map((person) => seatOf(person)?.role).sort();
    this.expects(`there are a caller and a callee (${roles.join(', ')})`, roles.join() === 'callee,caller');
  }

  /** Nobody's page was loaded anew. */
  expectsTheSameDocuments(): void {
    for (const { name, timeline } of this.people) {
      this.expects(`${name}'s page is the same`, timeline.of('document', this.from).length === 0);
    }
  }

  /** Nothing was done, and nothing shown, as if there were a loss. */
  expectsCalm(): void {
    for (const { name, timeline } of this.people) {
      const shown = timeline.shownSince(this.from);
      const restarts = timeline.of('ice-generation', this.from).length;
      this.expects(`${name}'s page restarts nothing (${restarts})`, restarts === 0);
      const made = timeline.of('connection', this.from).filter(({ state }) => state === 'new').length;
      this.expects(`${name}'s page makes no connection (${made})`, made === 0);
      this.expects(
        `${name} is shown no hint`,
        shown.every(({ hints }) => hints.length === 0),
      );
      this.expects(
        `${name} is shown a connection that stands`,
        shown.every(({ tiles }) => tiles.length === 1 && tiles[0].connection === 'connected'),
      );
      this.expects(
        `${name}'s signaling stands`,
        shown.every(({ signaling }) => signaling === 'connected'),
      );
    }
  }

  /** How many further ICE generations there were at both ends together. */
  iceRestarts(): number {
    return this.people
      .flatMap(({ timeline }) => timeline.of('ice-generation', this.from))
      .filter(({ generation }) => generation > 1).length;
  }

  /** What a row without frames came to. */
  condition(): Outcome {
    return { broken: this.broken, counted: { ...this.counted, 'ICE restarts': this.iceRestarts() } };
  }

  outcome(of: { readonly gap: boolean }): Outcome {
    const ends = this.people.map(({ timeline }) => timeline.frames());
    const backs = ends.map((frames) => backAfter(frames, this.from, this.overAt, this.to));
    // a page that is opened again begins without a frame, however short that may be
    const opened = this.people.map((person) => firstFrameOfANewPage(person, this.from) ?? this.overAt);
    const gap = Math.max(...ends.map((frames) => longestGap(frames, this.from, this.to)));
    return {
      ...(of.gap && { gap }),
      back: backs.includes(null)
        ? null
        : Math.max(...backs.map((back) => back ?? 0), ...opened.map((at) => at - this.overAt)),
      times: { from: this.from, over: this.overAt, to: this.to },
      broken: this.broken,
      counted: { ...this.counted, 'ICE restarts': this.iceRestarts() },
    };
  }
}

/** The seat that the server last named to somebody, with the role it has given it since. */
function seatOf({ timeline }: LabPerson): NamedSeat | undefined {
  const joined = timeline.of('joined').at(-1);
  const changed = joined && timeline.of('role', joined.at).at(-1);
  return joined && { ...joined.self, ...(changed && { role: changed.role }) };
}

/** When a page that was opened since a moment showed its first frame; `undefined` where none was opened, or none is shown. */
function firstFrameOfANewPage({ timeline }: LabPerson, since: number): number | undefined {
  const opened = timeline.of('document', since).at(-1);
  return opened && timeline.of('frames', opened.at)[0]?.at;
}
