import { pause, type Laboratory } from '../laboratory';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

/** The interface is gone; another one, behind another router, comes after a while. */
async function handOver(laboratory: Laboratory, after: number): Promise<Outcome> {
  const observation = new Observation(laboratory);
  const { side } = laboratory.ana;
  const { uplink: old, otherUplink: next } = side;
  await side.unplugs(old);
  await pause(after);
  await side.plugsIn(next);
  observation.isOver();
  return await judge(observation, after === 0);
}

async function rebinding(laboratory: Laboratory, path: 'direct' | 'relayed'): Promise<Outcome> {
  const observation = new Observation(laboratory);
  observation.expectsPath(path);
  await laboratory.ana.side.router.rebinds();
  observation.isOver();
  return await judge(observation, true);
}

async function judge(observation: Observation, gap: boolean): Promise<Outcome> {
  await observation.settles();
  observation.expectsOneTile();
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  return observation.outcome({ gap });
}

export const networkChange: readonly Row[] = [
  {
    name: 'hand-over',
    fault: 'hand-over: interface gone, another one with another NAT at once',
    goals: { gap: 2_500 },
    measure: (laboratory) => handOver(laboratory, 0),
  },
  {
    name: 'hand-over-3s',
    fault: 'hand-over: interface gone, another one with another NAT after 3 s',
    goals: { back: 2_500 },
    measure: (laboratory) => handOver(laboratory, 3_000),
  },
  {
    name: 'rebinding-direct',
    fault: 'NAT rebinding: state lost, another public address; direct call',
    goals: { gap: 2_500 },
    measure: (laboratory) => rebinding(laboratory, 'direct'),
  },
  {
    name: 'rebinding-relayed',
    fault: 'NAT rebinding: state lost, another public address; relayed call',
    goals: { gap: 2_500 },
    needs: { nat: 'symmetric' },
    measure: (laboratory) => rebinding(laboratory, 'relayed'),
  },
];
