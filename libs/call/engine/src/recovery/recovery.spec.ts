import { asyncScheduler } from 'rxjs';
import type { PatienceContext, PatiencePolicy } from '../policies/patience';
import { Scope } from '../scope';
import { Recovery } from './recovery';

describe('Recovery', () => {
  let scope: Scope;
  let acts: string[];
  let asked: PatienceContext[];
  let canSignal: boolean;
  let inBand: boolean;

  const recovery = (patience: Partial<PatiencePolicy> = {}) =>
    new Recovery(scope, {
      patience: {
        silence: () => 1_000,
        waiting: () => 1_000,
        offered: () => 5_000,
        unreachable: (context) => {
          asked.push(context);
          return 6_000;
        },
        ...patience,
      },
      jitter: () => 0.5,
      ways: () => ({ toServer: canSignal, inBand }),
      restartIce: () => acts.push('restart-ice'),
      renew: () => acts.push('renew'),
    });

  beforeEach(() => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    acts = [];
    asked = [];
    canSignal = true;
    inBand = false;
  });
  afterEach(() => jest.useRealTimers());

  it('gives each rung the time that the policy says', () => {
    const ladder = recovery();
    const seen: string[] = [];
    ladder.rung$.subscribe((rung) => seen.push(rung));
    ladder.happened('opened');
    ladder.happened('connected');
    ladder.happened('contact-lost');
    jest.advanceTimersByTime(999);
    expect(acts).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(acts).toEqual(['restart-ice']);
    jest.advanceTimersByTime(5_000);
    expect(acts).toEqual(['restart-ice', 'renew']);
    jest.advanceTimersByTime(5_000 + 6_000 + 6_000);
    expect(acts).toEqual(['restart-ice', 'renew', 'renew', 'renew', 'renew']);
    expect(seen).toEqual(['none', 'connecting', 'connected', 'waiting', 'restarting', 'renewing', 'unreachable']);
    expect(asked).toEqual([1, 2, 3].map((rounds) => ({ rounds, jitter: 0.5 })));
  });

  it('stays on a rung for which the policy has no time', () => {
    const ladder = recovery({ waiting: () => null });
    ladder.happened('opened');
    ladder.happened('connected');
    ladder.happened('contact-lost');
    jest.advanceTimersByTime(3_600_000);
    expect(ladder.rung$.value).toBe('waiting');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives another offer its whole time again', () => {
    const ladder = recovery();
    ladder.happened('opened');
    jest.advanceTimersByTime(4_000);
    ladder.happened('opened');
    jest.advanceTimersByTime(4_000);
    expect(acts).toEqual([]);
    jest.advanceTimersByTime(1_000);
    expect(acts).toEqual(['renew']);
  });

  it('keeps ICE restarts 3 s apart, and says meanwhile that it waits', () => {
    const ladder = recovery();
    ladder.happened('opened');
    ladder.happened('connected');
    ladder.happened('given-up');
    ladder.happened('connected');
    jest.advanceTimersByTime(500);
    ladder.happened('given-up');
    expect(ladder.rung$.value).toBe('waiting');
    jest.advanceTimersByTime(2_499);
    expect(acts).toEqual(['restart-ice']);
    jest.advanceTimersByTime(1);
    expect(acts).toEqual(['restart-ice', 'restart-ice']);
  });

  it('counts a restart of the other side as its own', () => {
    const ladder = recovery();
    ladder.happened('opened');
    ladder.happened('connected');
    ladder.happened('restarted-by-peer');
    ladder.happened('contact-lost');
    jest.advanceTimersByTime(2_999);
    expect(acts).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(acts).toEqual(['restart-ice']);
  });

  describe('that has another network while the last restart is too fresh', () => {
    let ladder: Recovery;
    beforeEach(() => {
      [canSignal, inBand] = [false, true];
      ladder = recovery();
      ladder.happened('opened');
      ladder.happened('connected');
      ladder.happened('moved');
      jest.advanceTimersByTime(1_000);
    });

    it('restarts later, once, and goes on as it was meanwhile', () => {
      ladder.happened('moved');
      jest.advanceTimersByTime(500);
      ladder.happened('moved');
      expect(ladder.rung$.value).toBe('connected');
      jest.advanceTimersByTime(1_499);
      expect(acts).toEqual(['restart-ice']);
      jest.advanceTimersByTime(1);
      expect([ladder.rung$.value, acts]).toEqual(['connected', ['restart-ice', 'restart-ice']]);
      jest.advanceTimersByTime(60_000);
      expect(acts).toHaveLength(2);
    });

    it('does so too where the last one was of the other side', () => {
      jest.advanceTimersByTime(4_000);
      ladder.happened('restarted-by-peer');
      jest.advanceTimersByTime(1_000);
      ladder.happened('moved');
      jest.advanceTimersByTime(2_000);
      expect([ladder.rung$.value, acts]).toEqual(['connected', ['restart-ice', 'restart-ice']]);
    });

    it.each([
      ['the server is back', () => (canSignal = true)],
      ['nothing arrives any more', () => ladder.happened('contact-lost')],
      ['the other side has restarted', () => ladder.happened('restarted-by-peer')],
    ])('leaves it out where %s by then', (_what, happens) => {
      ladder.happened('moved');
      happens();
      jest.advanceTimersByTime(2_500);
      expect(acts).toEqual(['restart-ice']);
    });
  });

  describe('that has another network while nothing arrives', () => {
    let ladder: Recovery;
    beforeEach(() => {
      [canSignal, inBand] = [false, false];
      ladder = recovery({ waiting: () => 4_000 });
      ladder.happened('opened');
      ladder.happened('connected');
      ladder.happened('contact-lost');
      ladder.happened('moved');
      expect(acts).toEqual([]);
    });

    it('restarts once the path works again, once', () => {
      inBand = true;
      ladder.happened('connected');
      expect([ladder.rung$.value, acts]).toEqual(['connected', ['restart-ice']]);
      jest.advanceTimersByTime(60_000);
      ladder.happened('contact-lost');
      ladder.happened('connected');
      expect(acts).toEqual(['restart-ice']);
    });

    it.each([
      ['the server is back', () => (canSignal = inBand = true)],
      [
        'the other side has restarted',
        () => {
          inBand = true;
          ladder.happened('restarted-by-peer');
        },
      ],
    ])('leaves it out where %s by then', (_what, happens) => {
      happens();
      ladder.happened('connected');
      expect([ladder.rung$.value, acts]).toEqual(['connected', []]);
    });
  });

  it('forgets another network for which a new connection was made', () => {
    [canSignal, inBand] = [true, false];
    const ladder = recovery();
    ladder.happened('opened');
    ladder.happened('connected');
    ladder.happened('contact-lost');
    ladder.happened('moved');
    ladder.happened('beyond-restart');
    [canSignal, inBand] = [false, true];
    ladder.happened('connected');
    expect(acts).toEqual(['renew']);
  });

  it('goes on where a way opens', () => {
    const ladder = recovery();
    ladder.happened('opened');
    ladder.happened('connected');
    canSignal = false;
    ladder.happened('given-up');
    jest.advanceTimersByTime(60_000);
    expect([ladder.rung$.value, acts]).toEqual(['unreachable', []]);
    canSignal = true;
    ladder.happened('way-opened');
    expect([ladder.rung$.value, acts]).toEqual(['restarting', ['restart-ice']]);
  });

  it('leaves no timer when its scope ends', () => {
    recovery().happened('opened');
    expect(jest.getTimerCount()).toBe(1);
    scope.end();
    expect(jest.getTimerCount()).toBe(0);
  });
});
