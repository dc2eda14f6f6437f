import { SERVER_ADDRESS } from '../internet/internet';
import { pause, type Laboratory } from '../laboratory';
import { TURN_PORT, type TurnServer } from '../servers/turn-server';
import { Observation } from './observation';
import type { Outcome, Row } from './row';

const overUdpAndTcp = ['udp', 'tcp']
  .map((transport) => `turn:${SERVER_ADDRESS}:${TURN_PORT}?transport=${transport}`)
  .join(',');
/** How long the credentials of the row about their expiry are good for, in s. */
const shortLife = 15;

/** Runs in a page: the addresses of the relays that its connection goes over. */
async function readRelays(): Promise<string[]> {
  const page = window as unknown as { watchedConnections: RTCPeerConnection[] };
  const addresses: string[] = [];
  for (const connection of page.watchedConnections) {
    if (connection.connectionState !== 'connected') continue;
    const statistics = await connection.getStats();
    const selected: (string | undefined)[] = [];
    statistics.forEach((entry) => {
      if (entry.type === 'transport') selected.push(entry.selectedCandidatePairId);
      // Firefox tells of the selected pair at the pair itself
      if (entry.type === 'candidate-pair' && entry.selected === true) selected.push(entry.id);
    });
    for (const pair of selected.map((id) => id && statistics.get(id)).filter(Boolean)) {
      for (const id of [pair.localCandidateId, pair.remoteCandidateId]) {
        const candidate = statistics.get(id);
        if (candidate?.candidateType === 'relay') addresses.push(candidate.address);
      }
    }
  }
  return addresses;
}

/** A TURN server that the call goes over. */
async function usedServer({ ana, turn }: Laboratory): Promise<TurnServer> {
  const relays = await ana.browser.execute(readRelays);
  const used = turn.find(({ address }) => relays.includes(address));
  if (!used) throw new Error(`The call goes over none of the TURN servers: ${relays.join(', ')}`);
  return used;
}

async function judge(observation: Observation): Promise<Outcome> {
  await observation.settles();
  observation.expects('the relay that was killed carried the call', observation.iceRestarts() > 0);
  observation.expectsPath('relayed');
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  return observation.outcome({ gap: true });
}

async function restarted(laboratory: Laboratory): Promise<Outcome> {
  const used = await usedServer(laboratory);
  const observation = new Observation(laboratory);
  await used.isKilled();
  await used.start();
  observation.isOver();
  return await judge(observation);
}

async function second(laboratory: Laboratory): Promise<Outcome> {
  for (const server of laboratory.turn) await server.start();
  await laboratory.isSteady();
  const used = await usedServer(laboratory);
  const observation = new Observation(laboratory);
  await used.isKilled();
  observation.isOver();
  return await judge(observation);
}

async function expired(laboratory: Laboratory): Promise<Outcome> {
  const expiry = new Observation(laboratory);
  await pause((shortLife + 5) * 1_000);
  expiry.isOver();
  await expiry.settles();
  const atExpiry = expiry.outcome({ gap: true });
  const killed = await restarted(laboratory);
  const missed = (atExpiry.gap ?? 0) > 500 ? [`no gap at expiry (${atExpiry.gap} ms)`] : [];
  return { ...killed, broken: [...missed, ...atExpiry.broken, ...killed.broken] };
}

/** From now on a firewall lets nothing but TCP through. */
async function udpBlocked(laboratory: Laboratory): Promise<Outcome> {
  const observation = new Observation(laboratory);
  await laboratory.ana.side.router.blocksAllButTcp();
  observation.isOver();
  await observation.settles();
  observation.expectsPath('relayed');
  observation.expectsTheSameSeats();
  observation.expectsTheSameDocuments();
  observation.expectsOneTile();
  const { gap = 0, back } = observation.outcome({ gap: true });
  observation.expects('frames flow again', back !== null);
  // Chromium keeps a pair until it has received nothing for 3.5 s, though a relay works beside it
  observation.counts('ms without a frame', gap);
  return observation.condition();
}

export const turn: readonly Row[] = [
  {
    name: 'turn-restarted',
    fault: 'TURN server killed and restarted, relayed call',
    goals: { gap: 2_500 },
    needs: { nat: 'symmetric' },
    measure: restarted,
  },
  {
    name: 'turn-second',
    fault: 'TURN server killed for good, relayed call, a second one is configured',
    goals: { gap: 3_000 },
    needs: { nat: 'symmetric', turnServers: 2 },
    measure: second,
  },
  {
    name: 'turn-expired',
    fault: 'TURN credentials expire in a relayed call (no gap); afterwards the allocation is killed',
    goals: { gap: 3_000 },
    needs: { nat: 'symmetric', settings: { HOLDFAST_TURN_TTL: `${shortLife}s` } },
    measure: expired,
  },
  {
    name: 'udp-blocked',
    fault: 'a firewall lets nothing but TCP through from now on, direct call, TURN over TCP is configured: relayed',
    goals: {},
    runs: 2,
    needs: { settings: { HOLDFAST_TURN_URLS: overUdpAndTcp } },
    ends: true,
    measure: udpBlocked,
  },
];
