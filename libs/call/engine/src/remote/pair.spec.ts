import type { Participant } from '@holdfast/protocol';
import { idOf, isEarlier, isOfToday } from './pair';

const seat = (order: number, incarnation: number) => ({ order, incarnation }) as Participant;

describe('generations', () => {
  it('belong to the two pages: the earlier seat is the one with the lower order, whoever looks', () => {
    const seen = { self: seat(1, 4), peer: seat(2, 7) };
    const mirrored = { self: seen.peer, peer: seen.self };
    expect([isEarlier(seen), isEarlier(mirrored)]).toEqual([true, false]);
    expect(idOf(seen, 3)).toEqual({ earlier: 4, later: 7, generation: 3 });
    expect(idOf(mirrored, 3)).toEqual(idOf(seen, 3));
  });

  it('are of today only between the pages that hold the seats now', () => {
    const pair = { self: seat(1, 4), peer: seat(2, 7) };
    expect(isOfToday(pair, { earlier: 4, later: 7, generation: 99 })).toBe(true);
    expect(isOfToday(pair, { earlier: 4, later: 6, generation: 99 })).toBe(false);
    expect(isOfToday(pair, { earlier: 5, later: 7, generation: 1 })).toBe(false);
  });
});
