import * as fc from 'fast-check';
import {
  CONNECTION_ID,
  type ConnectionId,
  compareConnectionIds,
  formatConnectionId,
  parseConnectionId,
} from './connection-id';

const incarnation = fc.integer({ min: 1, max: 999_999_999 });
const generation = fc.integer({ min: 0, max: 999_999_999 });
const connectionId: fc.Arbitrary<ConnectionId> = fc.record({ earlier: incarnation, later: incarnation, generation });

/** What two seats live through: a new page of either, or a new generation. */
type Step = 'earlier-reloads' | 'later-reloads' | 'generation-opens';

/** Every id that two seats come to have in a life of these steps, oldest first. */
function idsOfLife(steps: readonly Step[]): ConnectionId[] {
  const ids: ConnectionId[] = [{ earlier: 1, later: 1, generation: 0 }];
  for (const step of steps) {
    const { earlier, later, generation } = ids[ids.length - 1];
    if (step === 'generation-opens') ids.push({ earlier, later, generation: generation + 1 });
    if (step === 'earlier-reloads') ids.push({ earlier: earlier + 1, later, generation: 0 });
    if (step === 'later-reloads') ids.push({ earlier, later: later + 1, generation: 0 });
  }
  return ids;
}

describe('connection ids', () => {
  it('come back from the wire as they were', () => {
    fc.assert(fc.property(connectionId, (id) => expect(parseConnectionId(formatConnectionId(id))).toEqual(id)));
  });

  it('are written in one way only', () => {
    fc.assert(
      fc.property(fc.stringMatching(CONNECTION_ID), (text) => {
        const id = parseConnectionId(text);
        expect(id === null ? null : formatConnectionId(id)).toBe(text);
      }),
    );
  });

  it.each([
    '',
    '1.1',
    '1.1.1.1',
    '0.1.1',
    '1.0.1',
    '01.1.1',
    '1.1.01',
    '1.1.-1',
    '1.1.1 ',
    '\n1.1.1',
    '1.1.1\n',
    '1,1,1',
    '1.1.1e3',
    '1000000000.1.1',
    '1.1.1000000000',
    '١.١.١',
    '1.1.Infinity',
    '__proto__',
  ])('are not read from %j', (text) => {
    expect(parseConnectionId(text)).toBeNull();
  });

  it('are not read from arbitrary text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\d+\.\d+\.\d+$/.test(text));
        expect(parseConnectionId(text)).toBeNull();
      }),
    );
  });

  it('are older and newer in the order in which two seats come to have them', () => {
    const step = fc.constantFrom<Step>('earlier-reloads', 'later-reloads', 'generation-opens');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const ids = idsOfLife(steps);
        for (const [i, a] of ids.entries()) {
          for (const [j, b] of ids.entries()) expect(Math.sign(compareConnectionIds(a, b))).toBe(Math.sign(i - j));
        }
      }),
    );
  });

  it('put a new page above any generation of the old one', () => {
    fc.assert(
      fc.property(fc.record({ earlier: fc.nat(1e6), later: fc.nat(1e6), generation }), generation, (id, other) => {
        expect(compareConnectionIds(id, { ...id, later: id.later + 1, generation: other })).toBeLessThan(0);
        expect(compareConnectionIds({ ...id, earlier: id.earlier + 1, generation: other }, id)).toBeGreaterThan(0);
      }),
    );
  });
});
