import { type Admitted, type AdmitRequest, InMemoryRoomStore, type LifecycleEvent } from '@holdfast/signaling-core';
import { steadyClock } from '../runtime';
import { Gate } from '../testing/gate';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

/** A store whose answer to an admission takes its time. */
class SlowStore extends InMemoryRoomStore {
  readonly gate = new Gate();
  slow = false;
  readonly released: string[] = [];

  override async admit(request: AdmitRequest): Promise<Admitted | null> {
    const admitted = await super.admit(request);
    if (this.slow) await this.gate.pass();
    return admitted;
  }

  override async release(room: string, transport: string): Promise<void> {
    await super.release(room, transport);
    this.released.push(room);
  }
}

describe('a line that is cut during the handshake', () => {
  let server: RunningServer | undefined;
  afterEach(() => server?.stop());

  it('leaves no ghost where it is cut before a place was kept', async () => {
    const gate = new Gate();
    const asked = { count: 0 };
    const mayJoin = { mayJoin: async () => (asked.count++ === 1 ? gate.pass().then(() => true) : true) };
    const store = new SlowStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    server = await RunningServer.start({ mayJoin, store });
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const doomed = TestClient.knock(server.url, handshakeFor(room));
    await gate.reached;
    doomed.cut();
    const third = await TestClient.join(server.url, handshakeFor(room));
    expect(third.joined.peers).toHaveLength(1);
    third.cut();
    await first.notice('peer-away');
    gate.open();
    first.cut();
  });

  it('frees the kept place at once where it is cut before its socket is connected', async () => {
    const gate = new Gate();
    const asked = { count: 0 };
    // asked when the place is kept; the first one gets its answer at once
    const iceServers = {
      iceServers: () => (asked.count++ === 0 ? Promise.resolve() : gate.pass()).then(() => ({ iceServers: [] })),
    };
    const store = new SlowStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    server = await RunningServer.start({ store, iceServers, reservationMs: 120_000 });
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const doomed = TestClient.knock(server.url, handshakeFor(room));
    await gate.reached;
    expect((await store.look(room))?.reservations).toHaveLength(1);
    doomed.cut();
    while (store.released.length < 1) await new Promise(setImmediate);
    expect((await store.look(room))?.reservations).toEqual([]);
    gate.open();
    first.cut();
  });

  it('keeps the seat for its key, and for nobody else, where it is cut between admission and joined', async () => {
    const store = new SlowStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');
    const events: LifecycleEvent[] = [];
    server = await RunningServer.start({ store, events: { happened: (event) => events.push(event) } });
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const key = handshakeFor(room);

    store.slow = true;
    const cut = TestClient.knock(server.url, key);
    await store.gate.reached;
    cut.cut();
    await cut.closed();
    while (store.released.length < 1) await new Promise(setImmediate); // the server knows that the transport is closed
    store.slow = false;
    store.gate.open();
    await first.notice('peer-away');
    const again = await TestClient.join(server.url, key);

    expect(again.joined.peers).toHaveLength(1);
    expect((await store.look(room))?.seats).toHaveLength(2);
    expect(await TestClient.refused(server.url, handshakeFor(room))).toMatchObject({ code: 'room-full' });
    expect(events.filter(({ kind }) => kind === 'seat-left')).toEqual([]);
    again.cut();
    first.cut();
  });
});
