import { readdirSync, readFileSync } from 'node:fs';
import { pause, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import type { Outcome, Row } from './row';

const minute = 60_000;
/** How long an idle connection of HTTP may stay open, in ms. */
const longestIdle = 5 * minute;
/** In percent of one core: more than this and it has to be made cheaper. */
const mostCpu = 1;
/** proc(5), `stat`: times are in hundredths of a second. */
const ticksPerSecond = 100;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Processor time of threads with this name, in ms: user and system time. */
function threadTime(pids: readonly number[], name: string): number {
  let ticks = 0;
  for (const pid of pids) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const stat = readFileSync(`/proc/${pid}/task/${task}/stat`, 'utf8');
      if (!stat.includes(`(${name}`)) continue;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    }
  }
  return (ticks / ticksPerSecond) * 1_000;
}

/** Time in ms in which scripts of the product ran, as the sampling profiler of V8 saw it. */
function scriptTime({ nodes, samples, timeDeltas }: Profile, origin: string): number {
  const ours = new Set(nodes.filter(({ callFrame }) => callFrame.url.startsWith(origin)).map(({ id }) => id));
  return samples.reduce((sum, id, index) => sum + (ours.has(id) ? timeDeltas[index] : 0), 0) / 1_000;
}

async function profiled({ browser }: LabPerson, origin: string, meanwhile: () => Promise<void>): Promise<number> {
  await browser.sendCommandAndGetResult('Profiler.enable', {});
  await browser.sendCommandAndGetResult('Profiler.setSamplingInterval', { interval: 200 });
  await browser.sendCommandAndGetResult('Profiler.start', {});
  await meanwhile();
  const { profile } = (await browser.sendCommandAndGetResult('Profiler.stop', {})) as { profile: Profile };
  return scriptTime(profile, origin);
}

/** Waits until the connections over which the pages were loaded are closed, and the two sockets alone are left. */
async function socketsAlone({ internet, api }: Laboratory): Promise<void> {
  const deadline = Date.now() + longestIdle;
  for (;;) {
    const lines = await internet.servers.run('ss', ['-Htn', 'state', 'established', `sport = :${api.port}`]);
    if (lines.trim().split('\n').length === 2) return;
    if (Date.now() > deadline) throw new Error('More connections to the server are open than the two sockets.');
    await pause(1_000);
  }
}

/** A healthy call, watched by nobody: what it does all the time. */
async function healthy(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api, internet } = laboratory;
  await socketsAlone(laboratory);
  const bytes = async () => await internet.bytesOfTheServer(api.port);
  const workers = () => threadTime(ana.browserPids, 'DedicatedWorker');
  const before = { bytes: await bytes(), workers: workers(), server: threadTime([api.pid ?? 0], '') };
  const script = await profiled(ana, api.origin, () => pause(minute));
  const cost = {
    'script in the page (% of a core)': (script / minute) * 100,
    'worker (% of a core)': ((workers() - before.workers) / minute) * 100,
    'server (% of a core, two people)': ((threadTime([api.pid ?? 0], '') - before.server) / minute) * 100,
    'bytes a minute through the server (two people)': (await bytes()) - before.bytes,
  };
  await ben.person.isInACall();
  const page = cost['script in the page (% of a core)'] + cost['worker (% of a core)'];
  return {
    broken:
      page > mostCpu
        ? [`not so: the page's suspicion costs at most ${mostCpu} % of a core (${page.toFixed(2)} %)`]
        : [],
    counted: Object.fromEntries(Object.entries(cost).map(([what, value]) => [what, Number(value.toFixed(3))])),
  };
}

export const cost: readonly Row[] = [
  {
    name: 'cost',
    fault: `none: what a healthy call costs; at most ${mostCpu} % of a core in the page`,
    goals: {},
    needs: { habits: { watched: false } },
    only: ['chromium'],
    runs: 1,
    ends: true,
    measure: healthy,
  },
];
