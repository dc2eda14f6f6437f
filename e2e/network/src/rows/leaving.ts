import type { Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** From the newcomer's click until frames flow, in ms. */
const goal = 1_000;
/** How often somebody leaves and somebody else comes. */
const times = 20;
/** The same where no time is measured. */
const fewTimes = 2;

/** One of the two leaves for good; a third person opens the link and joins. */
async function comesInstead(
  laboratory: Laboratory,
  stays: LabPerson,
  leaves: LabPerson,
  comes: LabPerson,
): Promise<Outcome> {
  await comes.person.startsAfresh();
  await comes.person.entersTheLobby(laboratory.room);
  await comes.person.saysTheName();
  await comes.person.hasDevices();
  const observation = new Observation(laboratory, [stays, comes]);
  await leaves.person.leaves();
  await stays.person.isAlone();
  observation.isOver();
  await comes.person.presses('Join the call');
  const clicked = comes.timeline.of('clicked', observation.over).at(-1);
  if (clicked) observation.isOver(clicked.at);
  await observation.settles();
  observation.expectsOneTile();
  return observation.outcome({ gap: false });
}

async function thirdPerson(laboratory: Laboratory): Promise<Outcome> {
  const { ana, ben, carl } = laboratory;
  await carl.hasABrowser();
  let [stays, leaves, comes] = [ana, ben, carl];
  const outcomes: Outcome[] = [];
  for (let time = 0; time < (laboratory.timed ? times : fewTimes); time++) {
    outcomes.push(await comesInstead(laboratory, stays, leaves, comes));
    // next time the one who stayed leaves
    [stays, leaves, comes] = [comes, stays, leaves];
  }
  await carl.goesHome();
  const backs = outcomes.map(({ back }) => back ?? Infinity).sort((one, other) => one - other);
  const median = backs[Math.floor(backs.length / 2)];
  return {
    back: backs.includes(Infinity) ? null : median,
    broken: [
      ...outcomes.flatMap(({ broken }) => broken),
      ...(laboratory.timed && backs[backs.length - 1] > 2 * goal
        ? [`the worst of ${times} is ${backs[backs.length - 1]} ms`]
        : []),
    ],
    counted: { worst: backs[backs.length - 1] },
  };
}

export const leaving: readonly Row[] = [
  {
    name: 'third-person',
    fault: `either one leaves for good, a third person opens the link; ${times} times on one server; from the newcomer's click`,
    goals: { back: goal },
    runs: 1,
    ends: true,
    measure: thirdPerson,
  },
];
