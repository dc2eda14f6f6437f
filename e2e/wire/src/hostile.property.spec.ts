import type { Behavior } from '@holdfast/call-engine';
import * as fc from 'fast-check';
import { handshakeFor } from './harness/bare-client';
import { Hostile, hostileHandshakes, hostileMessages, isOfTheProtocol } from './harness/hostile';
import { freshId } from './harness/ids';
import { Meeting } from './harness/meeting';
import type { Person } from './harness/person';
import { RawTransport } from './harness/raw-transport';

/** `WIRE_SEED=… npx nx test e2e-wire` plays a run again. */
const seed = Number(process.env['WIRE_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = 250;
const MESSAGES_PER_RUN = 40;

describe('two engines in a call, while others are hostile', () => {
  let meeting: Meeting;
  let people: readonly [Person, Person];
  /** What the two have noticed since the call stood. */
  let noticed: unknown[];

  beforeEach(async () => {
    const unlimited = { burst: 1e9, perSecond: 1e9 };
    meeting = await Meeting.begin({ messageRate: unlimited });
    people = await meeting.two();
    noticed = [];
    for (const { call } of people) {
      const states: Behavior<unknown>[] = [call.state$, call.signaling$, call.self$, call.peers$];
      for (const state$ of states) {
        const { value } = state$;
        state$.subscribe((now) => now !== value && noticed.push(now));
      }
    }
  });

  afterEach(() => meeting.end());

  /** The call and its room, down to the last field of every seat. */
  async function everything(): Promise<unknown> {
    const { server, room, network } = meeting;
    return {
      peers: people.map(({ call }) => call.peers$.value),
      self: people.map(({ call }) => call.self$.value),
      connections: network.open.map(({ localFragment, remoteFragment, connectionState, offers, restarts }) => {
        return { localFragment, remoteFragment, connectionState, offers, restarts };
      }),
      made: people.map(({ host }) => host.connections.length),
      room: await server.store.look(room),
      happened: server.happened.filter((event) => event.room === room).length,
    };
  }

  it(`their call and their room are as before after 10,000 arbitrary messages (seed ${seed})`, async () => {
    const { server, room } = meeting;
    const before = await everything();
    const mallory = new Hostile(server.origin, handshakeFor(freshId(), { name: 'Mallory' }));
    const seats = people.map(({ seat }) => seat.id);
    const answers = new Map<string, number>();
    const messages = fc.array(hostileMessages(seats), { minLength: MESSAGES_PER_RUN, maxLength: MESSAGES_PER_RUN });
    const knocks = fc.array(hostileHandshakes(room), { minLength: 1, maxLength: 2 });

    await fc.assert(
      fc.asyncProperty(messages, knocks, async (hostile, handshakes) => {
        for (const answer of await mallory.send(hostile)) {
          if (!isOfTheProtocol(answer)) throw new Error(`no answer of the protocol: ${JSON.stringify(answer)}`);
          const code =
            (answer as { error?: { code: string } }).error?.code ?? (answer === 'closed' ? 'closed' : 'reply');
          answers.set(code, (answers.get(code) ?? 0) + 1);
        }
        for (const handshake of handshakes) {
          const transport = await RawTransport.open(server.origin);
          transport.connect(handshake);
          await transport.rejected();
          await transport.close();
        }
        expect(await everything()).toEqual(before);
        expect(noticed).toEqual([]);
      }),
      { seed, numRuns: RUNS },
    );

    await mallory.hangUp();
    const sent = [...answers.values()].reduce((sum, count) => sum + count, 0);
    expect(sent).toBeGreaterThanOrEqual(RUNS * MESSAGES_PER_RUN);
    // it was no monologue to a wall: all that can be said to a stranger was said
    expect([...answers.keys()]).toEqual(
      expect.arrayContaining(['reply', 'bad-message', 'unknown-event', 'peer-unknown', 'seat-gone', 'closed']),
    );
    // and the call still works as a call
    const [ana, ben] = people;
    await ben.reloads();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
  }, 120_000);

  it(`one who stays with a hostile member is in a call with the next one who is not (seed ${seed})`, async () => {
    const [ana, ben] = people;
    await ben.leaves();
    const mallory = new Hostile(meeting.server.origin, handshakeFor(meeting.room, { name: 'Mallory' }));
    await fc.assert(
      fc.asyncProperty(fc.array(hostileMessages([ana.seat.id]), { minLength: MESSAGES_PER_RUN }), async (hostile) => {
        await mallory.send(hostile);
        expect(ana.call.state$.value).toEqual({ phase: 'joined' });
        expect(ana.call.signaling$.value).toBe('connected');
        expect(ana.host.open.length).toBeLessThanOrEqual(2);
      }),
      { seed, numRuns: 25 },
    );
    await mallory.send([['leave', {}]]);
    await ana.isAlone();
    await ben.joins();
    await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
  });
});
