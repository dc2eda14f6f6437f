import { asyncScheduler } from 'rxjs';
import { createCall } from './create-call';
import { FakeNetwork, FakeOutgoingMedia, FakeServer, MemorySeatStorage } from './testing';

describe('a call of two', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('connects and says whether the way is direct', async () => {
    const server = new FakeServer();
    const network = new FakeNetwork();
    let seed = 1;
    const open = (name: string) =>
      createCall('room-of-the-fake-server', {
        transport: server.transport(),
        createConnection: network.host(name).createConnection,
        storage: new MemorySeatStorage(),
        media: FakeOutgoingMedia.on(),
        random: (bytes) => bytes.map(() => (seed = (seed * 16807) % 2147483647) & 255),
        scheduler: asyncScheduler,
      });
    const ana = open('ana');
    const ben = open('ben');
    ana.join('Ana');
    await jest.advanceTimersByTimeAsync(100);
    ben.join('Ben');
    await jest.advanceTimersByTimeAsync(200);
    for (const call of [ana, ben]) {
      expect(call.peers$.value).toMatchObject([{ connection: 'connected', path: 'direct' }]);
    }
    expect(network.host('ben').latest.receives('video')).toBe(true);
    ana.dispose();
    ben.dispose();
  });
});
