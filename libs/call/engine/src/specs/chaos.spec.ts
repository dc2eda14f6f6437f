import * as fc from 'fast-check';
import { Stage, type Person } from './stage';

/** What may happen to one of two people, at any moment, in any order. */
const faults = [
  'cut',
  'heal',
  'move',
  'break link',
  'reload',
  'leave',
  'join',
  'join from the lobby',
  'network changed',
  'mute',
  'server stops',
  'server starts',
] as const;

describe('any sequence of faults', () => {
  it('ends, once everything is healed, with both in one call: one connection each, roles right, nothing else open', async () => {
    const step = fc.record({
      fault: fc.constantFrom(...faults),
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
          happen(stage, people[who] as Person, fault);
          await stage.pass(thenMs);
        }
        stage.server.start();
        for (const person of people) {
          person.host.heal();
          person.call.join(person.name);
        }
        await stage.pass(40_000);
        const state = people.map(({ call, host, transport }) => ({
          phase: call.state$.value.phase,
          signaling: call.signaling$.value,
          peers: call.peers$.value.map(({ connection, state }) => `${connection} ${state}`),
          open: host.open.length,
          links: transport.openLinks.length,
          hears: host.open.at(-1)?.receives('video'),
        }));
        const good = {
          phase: 'joined',
          signaling: 'connected',
          peers: ['connected present'],
          open: 1,
          links: 1,
          hears: true,
        };
        expect(state).toEqual([good, good]);
        const roles = people.map(({ call }) => call.self$.value?.role);
        expect(roles.sort()).toEqual(['callee', 'caller']);
        stage.end();
        expect(stage.network.open).toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

function happen(stage: Stage, person: Person, fault: (typeof faults)[number]): void {
  const id = person.call.self$.value?.id;
  switch (fault) {
    case 'cut':
      return person.host.cut();
    case 'heal':
      return person.host.heal();
    case 'move':
      return person.host.move();
    case 'break link':
      return id !== undefined && person.call.signaling$.value === 'connected' ? stage.server.breakLink(id) : undefined;
    case 'reload':
      return person.reloads();
    case 'leave':
      return void person.call.leave();
    case 'join from the lobby':
      person.call.prepareOffer(stage.server.status);
      return person.call.join(person.name);
    case 'join':
      return person.call.join(person.name);
    case 'network changed':
      return person.call.networkChanged();
    case 'mute':
      return person.media.mute();
    case 'server stops':
      return stage.server.stop();
    case 'server starts':
      return stage.server.start();
  }
}
