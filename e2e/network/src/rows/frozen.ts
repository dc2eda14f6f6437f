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
  const outcome = observation.outcome({ gap: false });
  // Chromium takes a page that was frozen for a hidden one ever after: no pointer moves in it
  await ben.closesTheBrowser();
  return outcome;
}

export const frozen: readonly Row[] = [
  {
    name: 'frozen',
    fault: 'page frozen for 60 s with its socket lost (lid closed), then awake',
    goals: { back: 2_000 },
    only: ['chromium'],
    ends: true,
    measure: lidClosed,
  },
];
