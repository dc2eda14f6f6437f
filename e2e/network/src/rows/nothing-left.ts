import { readdirSync } from 'node:fs';
import { pause, until, type Laboratory } from '../laboratory';
import { isSteady } from '../watch/flow';
import { countTimers, takeStock, type Inventory } from '../watch/inventory';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

const faults = 200;
/** How much the heap may have grown: what a compiler keeps of code that it knows better now. */
const heapSlack = 0.1;

/** The faults, each in its turn. */
const turns: readonly ((laboratory: Laboratory) => Promise<void>)[] = [
  async ({ ana }) => {
    await ana.side.router.cuts();
    await pause(1_500);
    await ana.side.router.heals();
  },
  async ({ ben }) => {
    const since = Date.now();
    await ben.side.router.breaksConnections();
    // it is known when something is sent over it: a heartbeat at the latest
    await until(() => ben.timeline.of('socket', since).some(({ state }) => state === 'closed'), 30_000);
    await ben.side.router.heals();
  },
  async ({ ana }) => await ana.side.router.rebinds(),
  async ({ api }) => {
    await api.isKilled();
    await api.start();
  },
];

/** Frames flow, and both have their line to the server. */
const stands = ({ pair }: Laboratory) =>
  pair.every(
    ({ timeline }) =>
      isSteady(timeline.frames(), 1_000, Date.now()) &&
      timeline.shown?.signaling === 'connected' &&
      timeline.shown.tiles[0]?.connection === 'connected',
  );

async function manyFaults(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api } = laboratory;
  // the page of each begins anew, with its timers counted
  for (const { browser } of laboratory.pair) await browser.addInitScript(countTimers);
  for (const { person } of laboratory.pair) await person.reloads();
  await laboratory.isSteady();
  const handles = () => readdirSync(`/proc/${api.pid}/fd`).length;
  const observation = new Observation(laboratory);
  // what only the first faults bring, code that is loaded when it is needed, is there before the first look
  for (const fault of turns) {
    await fault(laboratory);
    await until(() => stands(laboratory), 60_000);
  }
  await settled(laboratory);
  const before = [await takeStock(ana), await takeStock(ben)];
  const handlesBefore = handles();
  for (let number = 0; number < faults; number++) {
    await turns[number % turns.length](laboratory);
    const came = await until(() => stands(laboratory), 60_000);
    observation.expects(`the call stands again after fault ${number + 1}`, came);
    if (!came) break;
  }
  await settled(laboratory);
  const after = [await takeStock(ana), await takeStock(ben)];
  const handlesAfter = handles();
  observation.expects(
    `the server has no handle more (${handlesBefore}, ${handlesAfter})`,
    handlesAfter <= handlesBefore,
  );
  // asked last: the connection that it is asked over is kept for a while
  const { taken } = await api.room(laboratory.room);
  observation.expects(`two seats are taken (${taken})`, taken === 2);
  observation.expectsTheSameDocuments();
  for (const [index, { name }] of laboratory.pair.entries()) {
    for (const key of Object.keys(before[index]) as (keyof Inventory)[]) {
      const [then, now] = [before[index][key], after[index][key]];
      observation.counts(`${name} ${key} before`, then);
      observation.counts(`${name} ${key} after`, now);
      const most = key === 'heapBytes' ? then * (1 + heapSlack) : then;
      observation.expects(`${name} has no more ${key} (${then}, then ${now})`, now <= most);
    }
  }
  return observation.condition();
}

/** Whatever a fault has begun has come to its end: the longest is a connection that is given up. */
async function settled(laboratory: Laboratory): Promise<void> {
  await pause(15_000);
  await laboratory.isSteady();
}

export const nothingLeft: readonly Row[] = [
  {
    name: 'nothing-left',
    fault: `${faults} faults in one call (cuts, killed sockets, NAT rebindings, server restarts in turn); nothing more than at the start`,
    goals: {},
    only: ['chromium'],
    runs: 1,
    ends: true,
    measure: manyFaults,
  },
];
