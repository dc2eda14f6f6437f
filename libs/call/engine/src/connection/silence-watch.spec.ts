import { asyncScheduler, Subject } from 'rxjs';
import { calmPatience } from '../policies/patience';
import { PULSE_MS } from '../ports/pulse';
import { Scope } from '../scope';
import { passTicks } from '../specs/pass-ticks';
import { SilenceWatch } from './silence-watch';

describe('SilenceWatch', () => {
  let scope: Scope;
  let pulse: Subject<null>;
  let asked: number;
  let bytes: number | null;
  let watch: SilenceWatch;

  beforeEach(() => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    pulse = new Subject();
    asked = 0;
    bytes = 1_000;
    watch = new SilenceWatch(scope, {
      pulse$: pulse,
      patience: calmPatience,
      deviationMs: () => 0,
      receivedBytes: () => ((asked += 1), Promise.resolve(bytes)),
    });
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  /** Ticks go by as they should. */
  const pass = (ms: number, each?: () => void) => passTicks(pulse, ms, each);

  it('says nothing of one who was never heard', async () => {
    await pass(60_000);
    expect([watch.hearing$.value, asked]).toEqual(['unknown', 0]);
  });

  it('asks no statistics while messages come', async () => {
    await pass(60_000, () => watch.heard());
    expect([watch.hearing$.value, asked]).toEqual(['heard', 0]);
  });

  it('calls one silent of whom nothing has come for the patience', async () => {
    watch.heard();
    await pass(750);
    expect(watch.hearing$.value).toBe('heard');
    await pass(250);
    expect(watch.hearing$.value).toBe('silent');
  });

  it('hears one whose bytes grow, though no message comes', async () => {
    watch.heard();
    await pass(60_000, () => (bytes = (bytes ?? 0) + 1));
    expect(watch.hearing$.value).toBe('heard');
    await pass(1_000);
    expect(watch.hearing$.value).toBe('silent');
    bytes = 999_999;
    await pass(PULSE_MS);
    expect(watch.hearing$.value).toBe('heard');
  });

  it('hears a message at once', async () => {
    watch.heard();
    await pass(2_000);
    watch.heard();
    expect(watch.hearing$.value).toBe('heard');
  });

  it('calls nobody silent where the statistics do not tell: that is not known', async () => {
    bytes = null;
    watch.heard();
    await pass(60_000);
    expect(watch.hearing$.value).toBe('heard');
  });

  it('takes a count that begins anew for no sign of life', async () => {
    watch.heard();
    await pass(625);
    bytes = 0;
    await pass(500);
    expect(watch.hearing$.value).toBe('silent');
  });

  it('judges nothing in a tick that is late, nor in the two after it', async () => {
    watch.heard();
    await pass(500);
    await jest.advanceTimersByTimeAsync(30_000); // the page sleeps
    pulse.next(null);
    await pass(2 * PULSE_MS);
    expect(watch.hearing$.value).toBe('heard');
    await pass(PULSE_MS);
    expect(watch.hearing$.value).toBe('silent');
  });

  it('stays calm where every tick is late, as in a hidden page without a worker', async () => {
    watch.heard();
    for (let second = 0; second < 360; second++) {
      await jest.advanceTimersByTimeAsync(1_000);
      pulse.next(null);
    }
    expect(watch.hearing$.value).toBe('heard');
  });

  it('has little patience where the path is suspected, for as long as that means anything', async () => {
    watch.heard();
    watch.suspect();
    await pass(500);
    expect(watch.hearing$.value).toBe('silent');
    watch.heard();
    await pass(3_000, () => watch.heard());
    await pass(625);
    expect(watch.hearing$.value).toBe('heard');
  });

  it('gives one who was reached anew the time to be heard', async () => {
    watch.heard();
    await pass(2_000);
    watch.reached();
    expect(watch.hearing$.value).toBe('heard');
    await pass(1_000);
    expect(watch.hearing$.value).toBe('silent');
  });

  it('asks between two ticks where there is a reason, of one who is silent alone', async () => {
    watch.heard();
    watch.look();
    expect(asked).toBe(0);
    await pass(1_000);
    bytes = 2_000;
    watch.look();
    await jest.advanceTimersByTimeAsync(0);
    expect(watch.hearing$.value).toBe('heard');
  });

  it('has one question under way at a time', async () => {
    let answer: (bytes: number) => void = () => undefined;
    let questions = 0;
    const slow = new SilenceWatch(scope, {
      pulse$: pulse,
      patience: calmPatience,
      deviationMs: () => 0,
      receivedBytes: () => ((questions += 1), new Promise((resolve) => (answer = resolve))),
    });
    slow.heard();
    await pass(5_000);
    expect([questions, slow.hearing$.value]).toEqual([1, 'heard']);
    answer(1);
    await pass(PULSE_MS);
    expect(questions).toBe(2);
  });

  it('leaves nothing when its scope ends', () => {
    scope.end();
    expect([pulse.observed, jest.getTimerCount()]).toEqual([false, 0]);
  });
});
