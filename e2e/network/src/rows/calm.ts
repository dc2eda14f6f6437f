import { pause, type Laboratory } from '../laboratory';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

const minute = 60_000;
/** In kbit/s: sound and a small picture fit through it, and little else. */
const narrowLine = 150;

async function muted(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben } = laboratory;
  for (const { person } of laboratory.pair) {
    await person.mutes();
    await person.turnsTheCameraOff();
  }
  await ana.person.seesTheOther({ microphone: 'off', camera: 'off' });
  await ben.person.seesTheOther({ microphone: 'off', camera: 'off' });
  const observation = new Observation(laboratory);
  await pause(minute);
  observation.expectsCalm();
  return observation.condition();
}

async function hidden(laboratory: Laboratory): Promise<Outcome> {
  for (const person of laboratory.pair) await person.goesToAnotherTab();
  const observation = new Observation(laboratory);
  await pause(6 * minute);
  for (const { name, timeline } of laboratory.pair) {
    const last = timeline.of('notice').findLast(({ event }) => event === 'hidden' || event === 'visible');
    observation.expects(`${name}'s page is hidden`, last?.event === 'hidden');
  }
  observation.expectsCalm();
  return observation.condition();
}

async function lossy(laboratory: Laboratory): Promise<Outcome> {
  const { router } = laboratory.ana.side;
  const observation = new Observation(laboratory);
  await router.loses(0.05);
  await pause(minute);
  observation.expectsCalm();
  await router.heals();
  return observation.condition();
}

async function narrow(laboratory: Laboratory): Promise<Outcome> {
  const { router } = laboratory.ana.side;
  const observation = new Observation(laboratory);
  await router.limits(narrowLine);
  await pause(minute);
  observation.expectsCalm();
  await router.widens();
  return observation.condition();
}

/** Nothing is wrong, though it looks a little as if: nothing is to be done. */
export const calm: readonly Row[] = [
  {
    name: 'calm-muted',
    fault: 'none: 60 s with everything muted and cameras off; no restart, no hint',
    goals: {},
    runs: 2,
    ends: true,
    measure: muted,
  },
  {
    name: 'calm-loss',
    fault: '5 % loss both ways for 60 s; no restart, no hint',
    goals: {},
    runs: 2,
    measure: lossy,
  },
  {
    name: 'calm-narrow',
    fault: `${narrowLine} kbit/s from one side for 60 s; no restart, no hint`,
    goals: {},
    runs: 2,
    measure: narrow,
  },
  {
    name: 'calm-hidden',
    fault: 'none: 6 min with the tabs hidden, timers throttled; no restart, no hint',
    goals: {},
    needs: { habits: { throttles: true } },
    runs: 1,
    ends: true,
    measure: hidden,
  },
];
