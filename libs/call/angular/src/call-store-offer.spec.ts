import type { RoomStatus } from '@holdfast/protocol';
import { CallBench } from './testing/call-bench';

const ROOM = 'abcdefghijklmnopqrstuv';
const ONE_THERE: RoomStatus = { room: ROOM, exists: true, capacity: 2, taken: 1, relayOnly: false, iceServers: [] };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('CallStore, for an offer ahead of the join', () => {
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const lookedAt = async () => {
    const bench = await new CallBench().enter(ROOM);
    bench.store.roomSeen(ONE_THERE);
    return bench;
  };

  it('hands on what the lobby is told of its room, and nothing of another', async () => {
    const { call, store } = await lookedAt();
    const full = { ...ONE_THERE, taken: 2 };
    store.roomSeen({ ...ONE_THERE, room: 'another-room-of-the-server' });
    store.roomSeen(full);
    expect(call.seen).toEqual([null, ONE_THERE, full]);
  });

  it('hands on that a join is expected', async () => {
    const { call, store } = await lookedAt();
    store.expectJoin();
    expect(call.expected).toBe(1);
  });

  it('forgets it while nobody can see the page, and knows it again at the return', async () => {
    const { call, page } = await lookedAt();
    page.hide();
    page.show();
    expect(call.seen).toEqual([null, ONE_THERE, null, ONE_THERE]);
  });

  it('forgets it 90 s after the last use, while the page goes on asking, and knows it again with the next use', async () => {
    const { call, page, store } = await lookedAt();
    for (let second = 0; second < 90; second += 5) {
      await pass(5_000);
      store.roomSeen(ONE_THERE);
    }
    expect(call.seen.at(-1)).toBeNull();
    page.press();
    expect(call.seen.at(-1)).toBe(ONE_THERE);
  });

  it('forgets it where the server has said nothing for 15 s', async () => {
    const { call } = await lookedAt();
    await pass(14_999);
    expect(call.seen.at(-1)).toBe(ONE_THERE);
    await pass(1);
    expect(call.seen.at(-1)).toBeNull();
  });

  it('says nothing more from the click on join: the offer may be on its way', async () => {
    const { call, store, page } = await lookedAt();
    store.join('Marko');
    page.hide();
    store.roomSeen(ONE_THERE);
    await pass(100_000);
    expect(call.seen).toEqual([null, ONE_THERE]);
  });

  it('begins with nothing in the next room, and ends with the page', async () => {
    const bench = await lookedAt();
    const { call } = bench;
    await bench.enter('another-room-of-the-server');
    expect(bench.call.seen).toEqual([null]);
    expect(call.told.slice(-2)).toEqual(['cool', 'dispose']);
    bench.destroy();
    expect(jest.getTimerCount()).toBe(0);
    expect(bench.page.listeners).toBe(0);
  });
});
