import { Subject } from 'rxjs';
import { FakeLocks } from '../testing/fake-locks';
import { WebSeatLock } from './web-seat-lock';

const ROOM = 'abcdefghijklmnopqrstuv';
const NAME = `holdfast.seat.${ROOM}`;

describe('WebSeatLock', () => {
  let locks: FakeLocks;
  beforeEach(() => {
    jest.useFakeTimers();
    locks = new FakeLocks();
  });
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  /** A page of the browser. */
  function page() {
    const [hidden$, isBack$] = [new Subject<void>(), new Subject<void>()];
    return { hidden$, isBack$, lock: new WebSeatLock({ locks, hidden$, isBack$ }) };
  }

  async function held(of = page(), how: { readonly waitMs: number } | 'steal' = { waitMs: 0 }) {
    const lock = await of.lock.acquire(ROOM, how);
    if (lock === null) throw new Error('the lock was not granted');
    const lost = jest.fn();
    lock.lost$.subscribe(lost);
    return { ...of, held: lock, lost };
  }

  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('is granted to one page, until that gives it back', async () => {
    const first = await held();
    expect(await page().lock.acquire(ROOM, { waitMs: 0 })).toBeNull();
    first.held.release();
    first.held.release();
    await settle();
    await held();
    expect(first.lost).not.toHaveBeenCalled();
  });

  it('of another room is another one', async () => {
    await held();
    expect(await page().lock.acquire('zyxwvutsrqponmlkjihgfe', { waitMs: 0 })).not.toBeNull();
  });

  it('is waited for', async () => {
    const first = await held();
    const second = page().lock.acquire(ROOM, { waitMs: 1_000 });
    await jest.advanceTimersByTimeAsync(999);
    first.held.release();
    expect(await second).not.toBeNull();
  });

  it('is not waited for longer than that', async () => {
    await held();
    const second = page().lock.acquire(ROOM, { waitMs: 1_000 });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await second).toBeNull();
  });

  it('is taken from a page by another, and the first one hears it once', async () => {
    const first = await held();
    const second = await held(page(), 'steal');
    await settle();
    expect(first.lost).toHaveBeenCalledTimes(1);
    expect(second.lost).not.toHaveBeenCalled();
    first.held.release();
    expect(locks.isHeld(NAME)).toBe(true);
  });

  it('is given back where the page goes away, and taken again when it is back', async () => {
    const first = await held();
    first.hidden$.next();
    await settle();
    expect(locks.isHeld(NAME)).toBe(false);
    first.isBack$.next();
    await settle();
    expect(locks.isHeld(NAME)).toBe(true);
    expect(first.lost).not.toHaveBeenCalled();
  });

  it('is lost where another page took it meanwhile', async () => {
    const first = await held();
    first.hidden$.next();
    await settle();
    await held();
    first.isBack$.next();
    await settle();
    expect(first.lost).toHaveBeenCalledTimes(1);
  });

  it('that was given back does not come back with the page, and nothing listens to it', async () => {
    const first = await held();
    first.held.release();
    await settle();
    first.hidden$.next();
    first.isBack$.next();
    await settle();
    expect(locks.isHeld(NAME)).toBe(false);
    expect(first.hidden$.observed || first.isBack$.observed).toBe(false);
  });

  it('is not granted where the browser has none for this origin', async () => {
    const refusing = { request: () => Promise.reject(new DOMException('Opaque origin', 'SecurityError')) };
    const lock = new WebSeatLock({ locks: refusing, hidden$: new Subject(), isBack$: new Subject() });
    expect(await lock.acquire(ROOM, { waitMs: 0 })).toBeNull();
  });
});
