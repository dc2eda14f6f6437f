import { Beats } from './beats';
import { RoundTrip } from './round-trip';

describe('Beats', () => {
  let now: number;
  let roundTrip: RoundTrip;
  let beats: Beats;
  let measured: number[];
  beforeEach(() => {
    now = 1_000;
    measured = [];
    roundTrip = new RoundTrip();
    jest.spyOn(roundTrip, 'measured').mockImplementation((ms) => measured.push(ms));
    beats = new Beats(() => now, roundTrip);
  });

  it('count from 1, without an echo before the other side was heard', () => {
    expect([beats.next(), beats.next()]).toEqual([
      { event: 'beat', id: 1 },
      { event: 'beat', id: 2 },
    ]);
  });

  it('echo the newest beat of the other side with the time it was held', () => {
    beats.take({ event: 'beat', id: 7 });
    now += 83;
    expect(beats.next()).toEqual({ event: 'beat', id: 1, echo: { id: 7, heldMs: 83 } });
    beats.take({ event: 'beat', id: 6 }); // overtaken
    expect(beats.next().echo?.id).toBe(7);
  });

  it('measure the round trip without the time that the other side held them, each once', () => {
    beats.next();
    now += 200;
    expect(beats.take({ event: 'beat', id: 1, echo: { id: 1, heldMs: 120 } })).toBe(true);
    expect(beats.take({ event: 'beat', id: 2, echo: { id: 1, heldMs: 120 } })).toBe(false);
    expect(measured).toEqual([80]);
  });

  it('measure nothing with an echo that they never sent, or that was held for longer than it was away', () => {
    beats.next();
    beats.take({ event: 'beat', id: 1, echo: { id: 9, heldMs: 0 } });
    beats.take({ event: 'beat', id: 2, echo: { id: 1, heldMs: 5 } });
    expect(measured).toEqual([]);
  });

  it('are expected from a side that has sent one', () => {
    expect(beats.areExpected).toBe(false);
    beats.take({ event: 'beat', id: 1 });
    expect(beats.areExpected).toBe(true);
  });
});
