import { type Absence, type Expiry, InMemoryRoomStore, type SeatChange, type SeatRef } from '@holdfast/signaling-core';
import { steadyClock } from '../runtime';
import type { SignalingOptions } from '../signaling-options';
import { Gate } from '../testing/gate';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('a seat whose grace is over', () => {
  let server: RunningServer;
  let away: Awaited<ReturnType<typeof TestClient.join>>;
  let stays: Awaited<ReturnType<typeof TestClient.join>>;
  const key = handshakeFor(freshRoom());

  const meet = async (options: SignalingOptions = {}) => {
    server = await RunningServer.start({ graceMs: 50, ...options });
    away = await TestClient.join(server.url, key);
    stays = await TestClient.join(server.url, handshakeFor(key.room));
  };
  const asked = () => stays.received.filter(({ event }) => event === 'still-there');

  afterEach(async () => {
    stays.cut();
    await server.stop();
  });

  it('is asked about, and kept by a yes: its owner finds it', async () => {
    await meet();
    stays.stillThere = { receiving: true };
    away.cut();
    await stays.until(() => asked().length === 1);
    expect(asked()).toEqual([{ event: 'still-there', payload: { seat: away.joined.self.id } }]);
    expect(await TestClient.refused(server.url, handshakeFor(key.room))).toMatchObject({ code: 'room-full' });
    const back = await TestClient.join(server.url, key);
    expect(back.joined).toMatchObject({ resumed: true, self: { id: away.joined.self.id } });
    expect(stays.all('peer-left')).toEqual([]);
    back.cut();
  });

  it.each([
    ['a no', { receiving: false }],
    ['nonsense', 'yes'],
    ['an answer that looks like a yes', { receiving: 'true' }],
    ['nothing', undefined],
  ])('is gone after %s', async (_what, answer) => {
    await meet();
    stays.stillThere = answer;
    away.cut();
    expect(await stays.notice('peer-left')).toEqual({ id: away.joined.self.id, reason: 'expired' });
    expect(asked()).toHaveLength(1);
  });

  it('is gone where the one who is asked answers nothing in time', async () => {
    await meet();
    stays.socket.offAny();
    const left = new Promise((resolve) => stays.socket.on('peer-left', resolve));
    away.cut();
    expect(await left).toEqual({ id: away.joined.self.id, reason: 'expired' });
  });

  it('is away in the end where the store fails as its socket breaks, and kept for its whole grace', async () => {
    class FailingStore extends InMemoryRoomStore {
      failures = 2;
      readonly graces: number[] = [];
      override async lose(ref: SeatRef, absence: Absence): Promise<SeatChange | null> {
        if (this.failures-- > 0) throw new Error('the store is away');
        this.graces.push(absence.graceMs);
        return super.lose(ref, absence);
      }
    }
    const store = new FailingStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    await meet({ store, storeRetryMs: 20 });
    away.cut();
    expect(await stays.notice('peer-away')).toEqual({ id: away.joined.self.id });
    expect(await stays.notice('peer-left')).toEqual({ id: away.joined.self.id, reason: 'expired' });
    expect(store.graces).toEqual([50]);
  });

  it('is not away where its owner is back before the store answers again', async () => {
    class FailingStore extends InMemoryRoomStore {
      readonly gate = new Gate();
      asked = 0;
      override async lose(ref: SeatRef, absence: Absence): Promise<SeatChange | null> {
        this.asked += 1;
        if (this.asked === 1) throw new Error('the store is away');
        const change = await super.lose(ref, absence);
        this.gate.open();
        return change;
      }
    }
    const store = new FailingStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    await meet({ store, storeRetryMs: 100 });
    away.cut();
    while (store.asked < 1) await new Promise(setImmediate);
    const back = await TestClient.join(server.url, key);
    await store.gate.pass();
    expect(await back.request('echo', {})).toEqual({});
    expect(stays.all('peer-away')).toEqual([]);
    back.cut();
  });

  it('is asked for again where the store fails, until it is gone', async () => {
    class FailingStore extends InMemoryRoomStore {
      failures = 2;
      override async expire(room: string, seat: string): Promise<Expiry> {
        if (this.failures-- > 0) throw new Error('the store is away');
        return super.expire(room, seat);
      }
    }
    const store = new FailingStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    await meet({ store, storeRetryMs: 20 });
    away.cut();
    expect(await stays.notice('peer-left')).toEqual({ id: away.joined.self.id, reason: 'expired' });
    expect(store.failures).toBe(-1);
  });
});
