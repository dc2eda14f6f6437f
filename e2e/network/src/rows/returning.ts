import { pause, STEADY, type Laboratory } from '../laboratory';
import type { LabPerson } from '../people/lab-person';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** How long somebody is away before the link is opened again, in ms. */
const away = 3_000;

async function isMuted(who: LabPerson, other: LabPerson): Promise<void> {
  if (who.timeline.shown?.self?.microphone === 'off') return;
  await who.person.mutes();
  await other.person.seesTheOther({ microphone: 'off' });
  await pause(STEADY); // as for all that a fault finds: it is not its first moment
}

/** Who goes and comes back, and who stays: Firefox goes where only one has it, since Chromium does where both have that. */
function whoGoes({ ana, ben }: Laboratory): readonly [LabPerson, LabPerson] {
  return ana.kind === 'firefox' && ben.kind !== 'firefox' ? [ana, ben] : [ben, ana];
}

/** Who came back has what they had, and the other has one tile all the time. */
async function judge(observation: Observation, who: LabPerson): Promise<Outcome> {
  await observation.settles();
  observation.expects('in the call without a click', who.timeline.shown?.page === 'call');
  observation.expects('muted as before', who.timeline.shown?.self?.microphone === 'off');
  observation.expects('the camera is on as before', who.timeline.shown?.self?.camera === 'on');
  observation.expectsTheSameSeats();
  observation.expectsOneTile();
  return observation.outcome({ gap: false });
}

async function reload(laboratory: Laboratory, who: LabPerson, other: LabPerson): Promise<Outcome> {
  await isMuted(who, other);
  const observation = new Observation(laboratory);
  observation.isOver();
  await who.person.reloads();
  return await judge(observation, who);
}

async function opensAgain(laboratory: Laboratory, observation: Observation, who: LabPerson): Promise<Outcome> {
  const { at, loaded } = who.opensTheLink(laboratory.room);
  observation.isOver(at);
  await loaded;
  return await judge(observation, who);
}

async function tabKilled(laboratory: Laboratory): Promise<Outcome> {
  const [who, other] = whoGoes(laboratory);
  await isMuted(who, other);
  await who.opensASecondTab();
  const observation = new Observation(laboratory);
  await who.tabCrashes();
  await pause(away);
  return await opensAgain(laboratory, observation, who);
}

async function browserKilled(laboratory: Laboratory): Promise<Outcome> {
  const [who, other] = whoGoes(laboratory);
  await isMuted(who, other);
  const observation = new Observation(laboratory);
  await who.browserIsKilled();
  await who.opensABrowser();
  return await opensAgain(laboratory, observation, who);
}

async function powerCut(laboratory: Laboratory): Promise<Outcome> {
  const [who, other] = whoGoes(laboratory);
  await isMuted(who, other);
  const observation = new Observation(laboratory);
  await who.losesPower();
  await who.opensABrowser();
  return await opensAgain(laboratory, observation, who);
}

export const returning: readonly Row[] = [
  {
    name: 'reload-caller',
    fault: 'tab reloaded, the caller; from the reload',
    goals: { back: 1_500 },
    measure: (laboratory) => reload(laboratory, laboratory.ana, laboratory.ben),
  },
  {
    name: 'reload-callee',
    fault: 'tab reloaded, the callee; from the reload',
    goals: { back: 1_500 },
    measure: (laboratory) => reload(laboratory, laboratory.ben, laboratory.ana),
  },
  {
    name: 'tab-killed',
    fault: 'tab killed, link opened again within the grace time; from opening the link',
    goals: { back: 2_000 },
    measure: tabKilled,
  },
  {
    name: 'browser-killed',
    fault: 'browser killed, link opened again in a cold one with the same profile; from opening the link',
    goals: { back: 2_500 },
    measure: browserKilled,
  },
  {
    name: 'power-cut',
    fault: 'machine loses power (no FIN, no RST), link opened again in a new browser with the same profile',
    goals: { back: 2_500 },
    measure: powerCut,
  },
];
