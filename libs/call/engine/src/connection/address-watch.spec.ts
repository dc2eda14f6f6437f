import { asyncScheduler } from 'rxjs';
import { Scope } from '../scope';
import { AddressWatch } from './address-watch';

describe('AddressWatch', () => {
  let scope: Scope;
  let addresses: string[] | Error;
  let areAll: boolean;
  let wanted: boolean;
  let looks: number;
  let changes: number;
  let watch: AddressWatch;
  beforeEach(() => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    addresses = ['10.0.0.2'];
    areAll = wanted = true;
    looks = changes = 0;
    watch = new AddressWatch(scope, {
      findAddresses: async () => {
        looks += 1;
        if (addresses instanceof Error) throw addresses;
        return { addresses, areAll };
      },
      isWanted: () => wanted,
      changed: () => (changes += 1),
    });
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('tells of an address that was not there before, once, within a second', async () => {
    watch.begin();
    await pass(5_000);
    expect(changes).toBe(0);
    addresses = ['10.0.0.2', '192.168.1.7'];
    await pass(1_000);
    expect(changes).toBe(1);
    await pass(10_000);
    expect(changes).toBe(1);
  });

  it('says nothing of an address that is gone, or of a look that finds none or fails', async () => {
    addresses = ['10.0.0.2', '192.168.1.7'];
    watch.begin();
    for (const found of [['10.0.0.2'], [], new Error('too many connections'), ['10.0.0.2']]) {
      addresses = found;
      await pass(1_000);
    }
    expect(changes).toBe(0);
    addresses = ['172.16.0.1'];
    await pass(1_000);
    expect(changes).toBe(1);
  });

  it('takes no address for gone that a look which was cut off has not come to', async () => {
    addresses = ['10.0.0.2', '192.168.1.7'];
    watch.begin();
    await pass(1_000);
    for (const cutOff of [true, false, true]) {
      areAll = !cutOff;
      addresses = cutOff ? ['10.0.0.2'] : ['10.0.0.2', '192.168.1.7'];
      await pass(1_000);
    }
    expect(changes).toBe(0);
    addresses = ['172.16.0.1'];
    await pass(1_000);
    expect(changes).toBe(1);
  });

  it('tells of one that comes again after a look that was not cut off has missed it', async () => {
    addresses = ['10.0.0.2', '192.168.1.7'];
    watch.begin();
    for (const found of [['10.0.0.2'], ['10.0.0.2', '192.168.1.7']]) {
      await pass(1_000);
      addresses = found;
    }
    await pass(1_000);
    expect(changes).toBe(1);
  });

  it('ends by itself when it matters no more, and begins anew without remembering', async () => {
    watch.begin();
    await pass(2_000);
    wanted = false;
    await pass(1_000);
    expect(jest.getTimerCount()).toBe(0);
    addresses = ['192.168.1.7'];
    wanted = true;
    const before = looks;
    watch.begin();
    watch.begin();
    expect(looks).toBe(before + 1);
    await pass(5_000);
    expect(changes).toBe(0);
  });

  it('goes on with what it knows where it mattered for a while no more', async () => {
    watch.begin();
    await pass(2_000);
    wanted = false;
    await pass(1_000);
    addresses = ['10.0.0.2', '192.168.1.7'];
    wanted = true;
    watch.goOn();
    watch.goOn();
    await pass(1_000);
    expect(changes).toBe(1);
  });

  it('looks ever more seldom while it goes on mattering, and often again when it begins anew', async () => {
    watch.begin();
    await pass(10_000);
    expect(looks).toBeGreaterThan(50);
    await pass(600_000);
    expect(looks).toBeLessThan(350);
    wanted = false;
    await pass(20_000);
    wanted = true;
    looks = 0;
    watch.begin();
    await pass(1_500);
    expect(looks).toBeGreaterThan(8);
  });

  it('leaves nothing when its scope ends, also in the middle of a look', async () => {
    watch.begin();
    scope.end();
    await pass(5_000);
    expect([looks, jest.getTimerCount()]).toEqual([1, 0]);
  });
});
