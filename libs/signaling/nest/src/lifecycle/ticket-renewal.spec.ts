import { InMemoryRoomStore, type Room } from '@holdfast/signaling-core';
import { steadyClock } from '../runtime';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

const HALF_AN_HOUR = 1_800_000;

/** Cannot look at one of its rooms. */
class FailingStore extends InMemoryRoomStore {
  lost: string | null = null;
  override async look(room: string): Promise<Room | null> {
    if (room === this.lost) throw new Error('the store is away');
    return super.look(room);
  }
}

describe('the renewal of tickets', () => {
  let server: RunningServer;
  let renew: () => void;
  const store = new FailingStore({ emptyRoomMs: 60_000, reservationMs: 60_000 }, steadyClock, 'epoch');

  beforeEach(async () => {
    const set = jest.spyOn(globalThis, 'setInterval');
    server = await RunningServer.start({ store });
    const [due] = set.mock.calls.find(([, ms]) => ms === HALF_AN_HOUR) ?? [];
    set.mockRestore();
    if (!due) throw new Error('nothing is due after half of the time that a ticket is good for');
    renew = due;
  });
  afterEach(() => server.stop());

  it('gives a new ticket to everybody in each room, also where the store fails for another one', async () => {
    const rooms = [freshRoom(), freshRoom(), freshRoom()];
    const people = [];
    for (const room of rooms) people.push(await TestClient.join(server.url, handshakeFor(room)));
    const [first, second, third] = people;
    store.lost = rooms[1] ?? null;
    renew();
    const tickets = [await first?.notice('ticket'), await third?.notice('ticket')];
    for (const renewed of tickets) expect(renewed?.ticket).toMatch(/^[A-Za-z0-9_-]+\.\{/);
    expect(tickets[0]?.ticket).not.toBe(first?.joined.ticket);
    expect(second?.all('ticket')).toEqual([]);
    people.forEach((person) => person.cut());
  });
});
