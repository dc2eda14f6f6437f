import { INTERRUPTION } from '../watch/flow';
import { pause, until, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** How long the server is gone, in ms. */
const down = 5_000;
const gone = 20_000;
/** How long it takes at most until both ends know that it is gone, in ms. */
const untilLost = 3_000;
/** From its start on it stands where both have been told `joined` again. */
const seatsBack = 2_000;
/** A mute that is not seen by then, in ms, is not going to be. */
const untilMuted = 10_000;
/** How long a word over the data channel may take until the other's page shows it, in ms. */
const inBand = 1_000;

const shows = ({ timeline }: LabPerson, device: 'microphone' | 'camera', value: string) =>
  timeline.shown?.tiles[0]?.[device] === value;

/** The server is gone for so long; resolves when it is back. */
async function killedFor({ api }: Laboratory, duration: number): Promise<void> {
  await api.isKilled();
  await pause(duration);
  await api.start();
}

async function killed(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api, room } = laboratory;
  if (!shows(ana, 'microphone', 'off')) await ben.person.mutes();
  await until(() => shows(ana, 'microphone', 'off'), untilMuted);
  const observation = new Observation(laboratory);
  await api.isKilled();
  await pause(down);
  await api.start();
  observation.isOver();
  for (const { name, timeline } of laboratory.pair) {
    await observation.awaits(
      `${name} has the seat again within ${seatsBack} ms`,
      () => timeline.of('joined', observation.from).length > 0,
      seatsBack,
    );
  }
  await observation.settles();
  observation.expects('both seats are taken', (await api.room(room)).taken === 2);
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  observation.expects(
    'Ana is shown all the time that Ben is muted',
    ana.timeline.shownSince(observation.from).every(({ tiles }) => tiles[0]?.microphone === 'off'),
  );
  const outcome = observation.outcome({ gap: true });
  const waited = (outcome.gap ?? 0) >= down;
  return waited ? { ...outcome, broken: [...outcome.broken, 'not so: media does not wait for the server'] } : outcome;
}

/** What people do goes over the data channel meanwhile. */
async function wordsInBand(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api } = laboratory;
  const back = killedFor(laboratory, gone);
  const words = new Observation(laboratory);
  const sees = async (what: string, condition: () => boolean) => {
    words.isOver();
    await words.awaits(what, condition, inBand);
  };
  await ana.person.mutes();
  await sees('Ben sees the mute', () => shows(ben, 'microphone', 'off'));
  await ana.person.turnsTheCameraOff();
  await sees('Ben sees that the camera is off', () => shows(ben, 'camera', 'off'));
  await ana.person.turnsTheCameraOn();
  await sees('Ben sees that the camera is on', () => shows(ben, 'camera', 'on'));
  words.expects('the server is gone all the time', !api.runs);
  await ana.person.leaves();
  await sees('Ben is alone when Ana leaves', () => ben.timeline.shown?.tiles.length === 0);
  words.expects('the server is gone all the time', !api.runs);
  await back;
  return words.condition();
}

const sinceReturn = 'ms from the return of the server, 0 where the call did not wait for it';

/** So does the ICE restart that a change of networks needs, as long as the old path lives. */
async function changeInBand(laboratory: Laboratory, overlap: number): Promise<Outcome> {
  const { ana } = laboratory;
  const returned = killedFor(laboratory, gone).then(() => Date.now());
  await pause(untilLost);
  const observation = new Observation(laboratory);
  const { uplink: old, otherUplink: next } = ana.side;
  await ana.side.plugsIn(next);
  await pause(overlap);
  await ana.side.unplugs(old);
  observation.isOver();
  await observation.settles();
  const returnedAt = await returned;
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  const outcome = observation.outcome({ gap: true });
  // where the old path did not live long enough the call waits for the server, and then it has to be as soon as after a hard hand-over
  const late = outcome.back == null ? Infinity : Math.max(0, observation.over + outcome.back - returnedAt);
  return { ...outcome, counted: { ...outcome.counted, [sinceReturn]: late } };
}

async function hardHandOver(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api } = laboratory;
  const observation = new Observation(laboratory);
  await api.isKilled();
  const { uplink: old, otherUplink: next } = ana.side;
  await ana.side.unplugs(old);
  await ana.side.plugsIn(next);
  await pause(20_000);
  // a way may have opened by itself; one in a single direction is none
  const sees = ({ timeline }: LabPerson) => timeline.of('frames', Date.now() - INTERRUPTION).length > 0;
  const due = [ana, ben].every(sees) ? 'connected' : 'unreachable';
  for (const { name, timeline } of [ana, ben]) {
    const told = timeline.shown?.tiles[0]?.connection;
    observation.expects(`${name} is told what is so: ${told}, not ${due}`, told === due);
  }
  await api.start();
  observation.isOver();
  await observation.settles();
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  return observation.outcome({ gap: false });
}

async function bothLose(laboratory: Laboratory): Promise<Outcome> {
  const { ana, api } = laboratory;
  const observation = new Observation(laboratory);
  await api.isKilled();
  await pause(2_000);
  await ana.side.router.cuts();
  await pause(6_000);
  await api.start();
  await pause(2_000);
  await ana.side.router.heals();
  observation.isOver();
  await observation.settles();
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  return observation.outcome({ gap: false });
}

export const server: readonly Row[] = [
  {
    name: 'server-killed',
    fault: 'signaling server killed (SIGKILL), up again after 5 s with an empty store',
    goals: { gap: 500 },
    measure: killed,
  },
  {
    name: 'server-gone',
    fault: 'signaling server gone for 20 s; meanwhile mute, camera off, leave: shown at the other end within 1 s',
    goals: {},
    ends: true,
    measure: wordsInBand,
  },
  {
    name: 'server-gone-change',
    fault: 'signaling server gone for 20 s, and in it a network change in which the old path lives 2 s longer',
    goals: { back: 3_000 },
    measure: (laboratory) => changeInBand(laboratory, 2_000),
  },
  {
    name: 'server-gone-change-4s',
    fault: 'the same, the old path lives 4 s longer: 2 s more than Chromium needs to see the new one',
    goals: { back: 3_000 },
    measure: (laboratory) => changeInBand(laboratory, 4_000),
  },
  {
    name: 'server-gone-hand-over',
    fault: 'signaling server gone for 20 s, and in it a hard hand-over; from its return',
    goals: { back: 2_000 },
    measure: hardHandOver,
  },
  {
    name: 'both-lose-server',
    fault: 'both sides lose the server, one loses the network too; from the return of both',
    goals: { back: 2_000 },
    measure: bothLose,
  },
];
