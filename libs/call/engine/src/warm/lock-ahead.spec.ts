import { asyncScheduler, NEVER } from 'rxjs';
import type { HeldSeatLock } from '../ports/seat-lock';
import { Scope } from '../scope';
import { FakeSeatLock } from '../testing';
import { LockAhead } from './lock-ahead';

const ROOM = 'a-room';

describe('a lock that is asked for ahead', () => {
  let locks: FakeSeatLock;
  let scope: Scope;
  let ahead: LockAhead;
  let asked: jest.SpiedFunction<FakeSeatLock['acquire']>;
  beforeEach(() => {
    jest.useFakeTimers();
    locks = new FakeSeatLock();
    asked = jest.spyOn(locks, 'acquire');
    scope = new Scope(asyncScheduler);
    ahead = new LockAhead(scope, locks, ROOM);
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('is there when the join comes, and asked for once', async () => {
    ahead.expect();
    ahead.expect();
    await pass(1_900);
    expect(locks.isHeld(ROOM)).toBe(true);
    const held = await ahead.acquire({ waitMs: 0 });
    expect(asked).toHaveBeenCalledTimes(1);
    await pass(10_000);
    expect(locks.isHeld(ROOM)).toBe(true);
    held?.release();
    expect(locks.isHeld(ROOM)).toBe(false);
  });

  it('is given back where no join comes, and asked for again when one does', async () => {
    ahead.expect();
    await pass(1_999);
    expect(locks.isHeld(ROOM)).toBe(true);
    await pass(1);
    expect(locks.isHeld(ROOM)).toBe(false);
    expect(await ahead.acquire({ waitMs: 0 })).not.toBeNull();
    expect(locks.isHeld(ROOM)).toBe(true);
  });

  it('is given back at the end of the call', async () => {
    ahead.expect();
    await pass(0);
    scope.end();
    await pass(0);
    expect(locks.isHeld(ROOM)).toBe(false);
    ahead.expect();
    await pass(0);
    expect(locks.isHeld(ROOM)).toBe(false);
  });

  it('is asked for as the join wants it where another page had it', async () => {
    const other = await locks.acquire(ROOM, { waitMs: 0 });
    ahead.expect();
    await pass(0);
    const waiting = ahead.acquire({ waitMs: 1_000 });
    await pass(500);
    other?.release();
    expect(await waiting).not.toBeNull();
  });

  it('is asked for again where another page has taken it meanwhile', async () => {
    ahead.expect();
    await pass(0);
    const other = await locks.acquire(ROOM, 'steal');
    expect(await Promise.all([ahead.acquire({ waitMs: 10 }), pass(20)])).toEqual([null, undefined]);
    other?.release();
  });

  it('is asked for anew by the next one who expects a join where another page had it', async () => {
    const other = await locks.acquire(ROOM, { waitMs: 0 });
    ahead.expect();
    await pass(10);
    other?.release();
    ahead.expect();
    await pass(0);
    expect(locks.isHeld(ROOM)).toBe(true);
  });

  it('is not given back by the end of an earlier one', async () => {
    ahead.expect();
    const held = await ahead.acquire({ waitMs: 0 });
    await pass(500);
    held?.release();
    ahead.expect();
    await pass(1_999);
    expect(locks.isHeld(ROOM)).toBe(true);
  });

  it('is given back where the browser grants it after the end', async () => {
    let grant: (held: HeldSeatLock) => void = () => undefined;
    asked.mockReturnValue(new Promise((resolve) => (grant = resolve)));
    ahead.expect();
    scope.end();
    const release = jest.fn();
    grant({ release, lost$: NEVER });
    await pass(0);
    expect(release).toHaveBeenCalled();
  });

  it('is none where the join came first', async () => {
    const held = await ahead.acquire({ waitMs: 0 });
    expect(held).not.toBeNull();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
