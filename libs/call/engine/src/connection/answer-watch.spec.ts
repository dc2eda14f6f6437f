import { asyncScheduler, Subject } from 'rxjs';
import { PULSE_MS } from '../ports/pulse';
import { Scope } from '../scope';
import { AnswerWatch } from './answer-watch';

describe('AnswerWatch', () => {
  let scope: Scope;
  let pulse: Subject<null>;
  let watch: AnswerWatch;
  let isHeard: boolean;
  const ticks = (ms: number) => {
    for (let at = 0; at < ms; at += PULSE_MS) {
      jest.advanceTimersByTime(PULSE_MS);
      pulse.next(null);
    }
  };

  beforeEach(() => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    pulse = new Subject();
    isHeard = true;
    watch = new AnswerWatch(scope, pulse, () => isHeard);
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  it('doubts nobody who never answered a beat', () => {
    watch.begin();
    ticks(60_000);
    expect(watch.isAnswered$.value).toBe(true);
  });

  it('doubts one who has not answered for 5 s of ticks, until the next answer', () => {
    watch.answered();
    ticks(5_000 - PULSE_MS);
    expect(watch.isAnswered$.value).toBe(true);
    ticks(PULSE_MS);
    expect(watch.isAnswered$.value).toBe(false);
    watch.answered();
    expect(watch.isAnswered$.value).toBe(true);
  });

  it('judges nothing in silence, and gives 5 s anew where that ends', () => {
    watch.answered();
    ticks(4_000);
    isHeard = false;
    watch.begin();
    ticks(60_000);
    isHeard = true;
    watch.begin();
    ticks(5_000 - PULSE_MS);
    expect(watch.isAnswered$.value).toBe(true);
    ticks(PULSE_MS);
    expect(watch.isAnswered$.value).toBe(false);
  });

  it('goes on to doubt one who was doubted before a silence', () => {
    watch.answered();
    ticks(5_000);
    for (isHeard of [false, true]) {
      watch.begin();
      expect(watch.isAnswered$.value).toBe(false);
    }
    watch.answered();
    expect(watch.isAnswered$.value).toBe(true);
  });

  it('doubts nobody after a page was held up, whose ticks come all at once then', () => {
    watch.answered();
    for (let tick = 0; tick < 100; tick++) pulse.next(null);
    expect(watch.isAnswered$.value).toBe(true);
  });

  it('leaves nothing subscribed', () => {
    scope.end();
    expect(pulse.observed).toBe(false);
  });
});
