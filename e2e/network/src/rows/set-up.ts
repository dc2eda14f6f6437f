import { anyRoom, linkOf } from '@holdfast/e2e-people';
import { until, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { medianOf } from '../results/table';
import { TEXTBOOK_ORIGIN, TextbookServer } from '../servers/textbook-server';
import type { Outcome, Row } from './row';

/** How often each of the two is set up, in turn. */
const times = 10;
/** Of the textbook's time. */
const mostRatio = 0.8;
/** How far away the servers are, each way, in ms: what the comparison is about is round trips, and next door they cost nothing. */
const serverDelay = 30;
/** How long somebody looks at the lobby before the click, in ms. */
const lookAround = 2_000;
const patience = 30_000;

/** From the click until a frame is decoded, in ms. */
interface SetUp {
  readonly clicker: number;
  readonly both: number;
}

/** Ben, whose button is there to be pressed, comes to Ana, who waits. */
async function timed({ ana, ben, pair }: Laboratory, press: () => Promise<void>): Promise<SetUp> {
  await new Promise((resolve) => setTimeout(resolve, lookAround));
  const since = Date.now();
  await press();
  const first = ({ timeline }: LabPerson) => timeline.of('first-frame', since)[0]?.delivered;
  if (!(await until(() => pair.every((person) => first(person) !== undefined), patience))) {
    throw new Error('The set-up did not come to a frame at both ends.');
  }
  const click = ben.timeline.of('clicked', since)[0].at;
  return { clicker: first(ben) - click, both: Math.max(first(ana), first(ben)) - click };
}

async function ours(laboratory: Laboratory): Promise<SetUp> {
  const { ana, ben, pair } = laboratory;
  const room = anyRoom();
  await Promise.all(pair.map(({ person }) => person.startsAfresh()));
  await ana.person.joins(room);
  await ana.person.isAlone();
  await ben.person.entersTheLobby(room);
  await ben.person.saysTheName();
  await ben.person.hasDevices();
  return await timed(laboratory, () => ben.person.presses('Join the call'));
}

async function textbook(laboratory: Laboratory): Promise<SetUp> {
  const { ana, ben } = laboratory;
  const room = linkOf(anyRoom());
  for (const { browser } of [ana, ben]) {
    await browser.url(TEXTBOOK_ORIGIN + room);
    await browser.$('#join').waitForEnabled();
  }
  await ana.browser.$('#join').click();
  await ana.browser.$('[data-joined]').waitForExist();
  return await timed(laboratory, () => ben.browser.$('#join').click());
}

/** @param goal of the textbook's time; absent: only for information */
async function compare(laboratory: Laboratory, goal = Infinity): Promise<Outcome> {
  const server = new TextbookServer(laboratory.internet.servers);
  await server.start();
  const lists: Record<string, number[]> = {};
  const adds = (what: string, value: number) => (lists[what] ??= []).push(value);
  try {
    for (let time = 0; time < times; time++) {
      const one = await textbook(laboratory);
      const other = await ours(laboratory);
      adds('textbook, the clicker', one.clicker);
      adds('textbook, both', one.both);
      adds('Holdfast, the clicker', other.clicker);
      adds('Holdfast, both', other.both);
    }
  } finally {
    await server.stop();
  }
  const median = (what: string) => medianOf(lists[what]);
  const ratios = {
    'ratio at the clicker': median('Holdfast, the clicker') / median('textbook, the clicker'),
    'ratio at both': median('Holdfast, both') / median('textbook, both'),
  };
  return {
    broken: Object.entries(ratios)
      .filter(([, ratio]) => ratio > goal)
      .map(([what, ratio]) => `not so: ${what} ≤ ${goal} (${ratio.toFixed(2)})`),
    counted: Object.fromEntries(Object.entries(ratios).map(([what, ratio]) => [what, Number(ratio.toFixed(2))])),
    lists,
  };
}

const everyRow = { goals: {}, runs: 1, ends: true } as const;
/** Nothing is told before the first frames are there: to tell takes time of the same two cores. */
const habits = { lookInterval: 20, tellAfter: 1_000 };
const fault = (where: string) =>
  `none, ${where}: from the click on join to the first frame, ${times} times each, in turn with the textbook page`;

export const setUp: readonly Row[] = [
  {
    ...everyRow,
    name: 'set-up',
    fault: `${fault(`${serverDelay} ms from the server`)}; at most ${mostRatio} of its median`,
    needs: { habits, serverDelay },
    measure: (laboratory) => compare(laboratory, mostRatio),
  },
  {
    ...everyRow,
    name: 'set-up-near',
    fault: `${fault('next door to the server')}; for information`,
    needs: { habits },
    measure: (laboratory) => compare(laboratory),
  },
];
