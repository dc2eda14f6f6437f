import * as fc from 'fast-check';
import type { Browser } from './virtual/browser';
import { type Fault, happen, HEALING, holdsByItself, sequences } from './virtual/faults';
import { ROOM, World } from './virtual/world';

const FAULTS = 200;

/** What ends a page happens to the first of the two alone: the page of the second lives through all of it. */
const ENDS_A_PAGE: readonly Fault[] = ['reload', 'crash', 'power cut'];

describe('a call that was hit by 200 faults', () => {
  /** Everything that is held for the call now, by all who take part in it. */
  async function held(world: World, people: readonly Browser[]) {
    let timers = Infinity;
    // beats and messages on their way come and go; what stays is what there is at the calmest moment
    for (let moment = 0; moment < 100; moment++) {
      await world.pass(37);
      timers = Math.min(timers, jest.getTimerCount());
    }
    return {
      timers,
      seats: (await world.server.seats(ROOM)).length,
      voices: world.server.voices,
      perBrowser: people.map(({ host, uplink, media }) => ({
        connections: host.open.length,
        listeners: host.open.map(({ listeners }) => listeners),
        listenersOfClosedOnes: host.connections.filter((one) => !host.open.includes(one) && one.listeners > 0).length,
        lines: uplink.open.length,
        tracks: [media.audio$, media.video$].map(({ value }) => value?.readyState),
      })),
    };
  }

  it.each([1, 2, 3, 4, 5, 6])(
    'has no listener, timer, connection, line, track or seat more than before (seed %d)',
    async (seed) => {
      const world = new World(seed);
      try {
        const people = [world.browser('Ana'), world.browser('Ben')] as const;
        for (const browser of people) {
          browser.joins();
          await world.pass(2_000);
        }
        const atTheStart = await held(world, people);
        expect(atTheStart).toMatchObject({ seats: 2, voices: 2, perBrowser: [{ connections: 1 }, { connections: 1 }] });

        const faults = fc
          .sample(sequences(1, 1), { numRuns: 10 * FAULTS, seed })
          .filter(holdsByItself)
          .flat()
          .filter(({ fault }) => !HEALING.includes(fault));
        for (const [index, { fault, who, thenMs }] of faults.slice(0, FAULTS).entries()) {
          happen(world, people[ENDS_A_PAGE.includes(fault) ? 0 : who] as Browser, fault);
          await world.pass(thenMs);
          if (index % 2 === 1) world.heal(); // two at a time, so that there is a call for the next to hit
          await world.pass(1_500);
        }
        world.heal();
        for (const { media } of people) {
          media.turnOnMicrophone();
          media.turnOnCamera();
        }
        await world.pass(60_000);

        expect(await held(world, people)).toEqual(atTheStart);
        // it was a call that was hit: connections were replaced all the time
        for (const { host } of people) expect(host.connections.length).toBeGreaterThan(FAULTS / 20);
        expect(await world.end()).toBe(0);
      } finally {
        world.abandon();
      }
    },
  );
});
