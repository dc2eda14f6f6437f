import * as fc from 'fast-check';
import { Stage, type Person } from './stage';

/** What may happen to one of two people, at any moment, in any order. */
const faults = {
  cut: (_stage, { host }) => host.cut(),
  'nothing comes any more': (_stage, { host }) => host.deafen(),
  'nothing gets out any more': (_stage, { host }) => host.silence(),
  heal: (_stage, { host }) => host.heal(),
  'NAT rebinds': (_stage, { host }) => host.move(),
  'hand-over': (stage, person) => {
    person.host.move();
    breakLink(stage, person);
    person.call.networkChanged();
  },
  'break link': breakLink,
  reload: (_stage, person) => person.reloads(),
  leave: (_stage, { call }) => void call.leave(),
  join: (_stage, { call, name }) => call.join(name),
  'join from the lobby': (stage, { call, name }) => {
    call.prepareOffer(stage.server.status);
    call.join(name);
  },
  'network changed': (_stage, { call }) => call.networkChanged(),
  mute: (_stage, { media }) => media.mute(),
  'turn off camera': (_stage, { media }) => media.turnOffCamera(),
  'hide page': (_stage, person) => person.hidesPage(),
  'show page': (_stage, person) => person.showsPage(),
  'server stops': (stage) => stage.server.stop(),
  'server hangs': (stage) => stage.server.fallSilent(),
  'server starts': (stage) => stage.server.start(),
} as const satisfies Record<string, (stage: Stage, person: Person) => void>;

/** How long after the end of all faults both must be in one call again, in ms. */
const HEALED_MS = 40_000;
/** After how long the last fault is noticed for certain, in ms: before that all may look well. */
const NOTICED_MS = 3_000;

describe('any sequence of faults', () => {
  it('ends, once everything is healed, with both in one call: one connection each, roles right, nothing else open', async () => {
    const step = fc.record({
      fault: fc.constantFrom(...(Object.keys(faults) as (keyof typeof faults)[])),
      who: fc.nat(1),
      thenMs: fc.constantFrom(0, 3, 7, 12, 30, 90, 400, 1_500, 4_000, 9_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const stage = new Stage();
        const people = [stage.person('Ana'), stage.person('Ben')] as const;
        await people[0].joins();
        await people[1].looksAtLobby();
        // the first faults meet a join that is under way with the lobby's offer
        people[1].call.join(people[1].name);
        for (const { fault, who, thenMs } of steps) {
          faults[fault](stage, people[who] as Person);
          await stage.pass(thenMs);
        }
        stage.server.start();
        for (const person of people) {
          person.host.heal();
          person.call.join(person.name);
        }
        const inOneCall = () => JSON.stringify(people.map(seen)) === JSON.stringify(people.map(wanted));
        await stage.pass(NOTICED_MS);
        for (let ms = NOTICED_MS; ms < HEALED_MS && !inOneCall(); ms += 250) await stage.pass(250);
        await stage.pass(2_000); // and it stays so
        expect(people.map(seen)).toEqual(people.map(wanted));
        const roles = people.map(({ call }) => call.self$.value?.role);
        expect(roles.sort()).toEqual(['callee', 'caller']);
        stage.end();
        expect(stage.network.open).toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

function breakLink(stage: Stage, { call }: Person): void {
  const id = call.self$.value?.id;
  if (id !== undefined && call.signaling$.value === 'connected') stage.server.breakLink(id);
}

/** How a person stands in the call, and what the other one is seen to show. */
function seen({ call, host, transport }: Person) {
  return {
    phase: call.state$.value.phase,
    signaling: call.signaling$.value,
    peers: call.peers$.value.map(({ connection, state }) => `${connection} ${state}`),
    open: host.open.length,
    links: transport.openLinks.length,
    channel: host.open.at(-1)?.channel?.readyState,
    presence: call.peers$.value.map(({ presence: { microphone, camera } }) => ({ microphone, camera })),
  };
}

function wanted(_person: Person, index: number, people: readonly Person[]): ReturnType<typeof seen> {
  const other = people[1 - index] as Person;
  return {
    phase: 'joined',
    signaling: 'connected',
    peers: ['connected present'],
    open: 1,
    links: 1,
    channel: 'open',
    presence: [other.media.shown$.value],
  };
}
