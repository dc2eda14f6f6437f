import { pause, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** How long the server is gone, in ms. */
const down = 5_000;
/** From its start on it stands where both have been told `joined` again. */
const seatsBack = 2_000;
/** How long a word over the data channel may take until the other's page shows it, in ms. */
const inBand = 1_000;

const shows = ({ timeline }: LabPerson, device: 'microphone' | 'camera', value: string) =>
  timeline.shown?.tiles[0]?.[device] === value;

async function killed(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api, room } = laboratory;
  if (!shows(ana, 'microphone', 'off')) await ben.person.mutes();
  await ana.person.seesTheOther({ microphone: 'off' });
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

/** What people do goes over the data channel meanwhile, and so does the restart that a change of networks needs. */
async function inBandAll(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api } = laboratory;
  const begin = Date.now();
  await api.isKilled();
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
  await laboratory.isSteady();

  const change = new Observation(laboratory);
  const { side } = ana;
  const { uplink: old, otherUplink: next } = side;
  await side.plugsIn(next);
  await pause(2_000);
  await side.unplugs(old);
  change.isOver();
  await change.settles();
  change.expectsTheSameDocuments();
  change.expectsOneTile();

  await ana.person.leaves();
  await sees('Ben is alone when Ana leaves', () => ben.timeline.shown?.tiles.length === 0);
  await pause(Math.max(0, begin + 20_000 - Date.now()));
  await api.start();
  const outcome = change.outcome({ gap: false });
  return { ...outcome, broken: [...words.outcome({ gap: false }).broken, ...outcome.broken] };
}

async function hardHandOver(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, api } = laboratory;
  const observation = new Observation(laboratory);
  await api.isKilled();
  const { uplink: old, otherUplink: next } = ana.side;
  await ana.side.unplugs(old);
  await ana.side.plugsIn(next);
  await pause(20_000);
  for (const { name, timeline } of [ana, ben]) {
    observation.expects(
      `${name} is told: ${timeline.shown?.tiles[0]?.connection}`,
      timeline.shown?.tiles[0]?.connection === 'unreachable',
    );
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
    fault: 'the same for 20 s; meanwhile mute, camera off, a network change (old path lives 2 s longer), leave',
    goals: { back: 3_000 },
    ends: true,
    measure: inBandAll,
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
