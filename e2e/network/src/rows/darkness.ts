import { TIMES } from '@holdfast/protocol';
import { pause, type Laboratory } from '../laboratory';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

async function goesDark(laboratory: Laboratory, duration: number): Promise<Outcome> {
  const observation = new Observation(laboratory);
  const { router } = laboratory.ana.side;
  await router.cuts();
  await pause(duration);
  await router.heals();
  observation.isOver();
  await observation.settles();
  observation.expectsOneTile();
  // a seat outlives its grace only where somebody still hears of it
  if (duration < TIMES.grace) observation.expectsTheSameSeats();
  else observation.expectsACallerAndACallee();
  observation.expectsTheSameDocuments();
  return observation.outcome({ gap: false });
}

/** Nothing gets through to or from one side for a while. */
export const darkness: readonly Row[] = (
  [
    [8, 1_000],
    [25, 1_500],
    [45, 2_000],
  ] as const
).map(([seconds, back]) => ({
  name: `dark-${seconds}s`,
  fault: `nothing gets through to or from one side for ${seconds} s`,
  goals: { back },
  measure: (laboratory) => goesDark(laboratory, seconds * 1_000),
}));
