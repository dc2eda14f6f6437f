import { TIMES } from '@holdfast/protocol';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('a socket whose seat was left', () => {
  it('is closed by the server where its client does not do it', async () => {
    const server = await RunningServer.start();
    const client = await TestClient.join(server.url, handshakeFor(freshRoom()));
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    expect(await client.request('leave', {})).toEqual({});
    jest.advanceTimersByTime(TIMES.ackTimeout);
    jest.useRealTimers();
    await client.closed();
    await server.stop();
  });
});
