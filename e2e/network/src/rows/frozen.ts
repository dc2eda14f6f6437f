import { pause, type Laboratory } from '../laboratory';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** The page stands still, and its sockets are lost, as under a closed lid. */
async function lidClosed(laboratory: Laboratory): Promise<Outcome> {
  const { ben, api, room } = laboratory;
  const observation = new Observation(laboratory);
  await ben.pageIsFrozen(true);
  await ben.side.router.cuts();
  await pause(60_000);
  await ben.side.router.heals();
  await ben.pageIsFrozen(false);
  observation.isOver();
  await observation.settles();
  observation.expectsOneTile();
  observation.expectsTheSameDocuments();
  observation.expects('both seats are taken', (await api.room(room)).taken === 2);
  return observation.outcome({ gap: false });
}

export const frozen: readonly Row[] = [
  {
    name: 'frozen',
    fault: 'page frozen for 60 s with its socket lost (lid closed), then awake',
    goals: { back: 2_000 },
    only: ['chromium'],
    measure: lidClosed,
  },
];
