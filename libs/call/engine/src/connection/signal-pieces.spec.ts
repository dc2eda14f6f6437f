import type { Candidate } from '@holdfast/protocol';
import type { SignalBody } from './signal-outbox';
import { piecesOf } from './signal-pieces';

const description = { type: 'offer', sdp: 'x'.repeat(3_000) } as const;
const candidates: Candidate[] = Array.from({ length: 20 }, (_, index) => ({
  candidate: `candidate:${index} ${'y'.repeat(300)}`,
  usernameFragment: 'F',
}));

describe('a signal', () => {
  it('goes whole where it fits', () => {
    const body: SignalBody = { description, candidates };
    expect(piecesOf(body, 65_536)).toEqual([body]);
    expect(piecesOf({ restart: true }, 1_000)).toEqual([{ restart: true }]);
  });

  it('is taken apart where the server allows less: the description first, all candidates in their order', () => {
    const pieces = piecesOf({ description, candidates }, 4_000);
    expect(pieces[0]).toEqual({ description });
    expect(pieces.slice(1).flatMap((piece) => piece.candidates ?? [])).toEqual(candidates);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThanOrEqual(4_000);
    expect(pieces).toHaveLength(3);
  });

  it('is never an empty one', () => {
    expect(piecesOf({ candidates }, 4_000).every((piece) => (piece.candidates?.length ?? 0) > 0)).toBe(true);
    expect(piecesOf({ description }, 1_000)).toEqual([{ description }]);
  });
});
