import type { LifecycleEvent } from '@holdfast/signaling-core';
import { RunningServer } from '../testing/running-server';
import { freshRoom, handshakeFor, TestClient } from '../testing/test-client';

describe('a seat and its sockets', () => {
  const events: LifecycleEvent[] = [];
  let server: RunningServer;

  beforeAll(async () => {
    server = await RunningServer.start({ graceMs: 100, events: { happened: (event) => events.push(event) } });
  });
  afterAll(() => server.stop());

  it('takes a seat over from an older socket, which is told by whom and closed', async () => {
    const room = freshRoom();
    const key = handshakeFor(room);
    const older = await TestClient.join(server.url, key);
    const other = await TestClient.join(server.url, handshakeFor(room));
    const pageId = 'another-page-of-that-person';
    const newer = await TestClient.join(server.url, { ...key, pageId });

    expect(await older.notice('seat-taken')).toEqual({ by: pageId });
    await older.closed();
    expect(newer.joined).toMatchObject({ resumed: true, self: { id: older.joined.self.id, incarnation: 2, pageId } });
    expect(await other.notice('peer-resumed')).toEqual({ peer: newer.joined.self });
    expect(
      await other.request('signal', { to: newer.joined.self.id, connectionId: '2.1.1', n: 1, restart: true }),
    ).toEqual({});
    await newer.notice('signaled');
    expect(other.all('peer-away')).toEqual([]);
    expect(older.all('signaled')).toEqual([]);
    newer.cut();
    other.cut();
  });

  it('resumes ten times a second without ever touching the other', async () => {
    const room = freshRoom();
    const key = handshakeFor(room);
    const other = await TestClient.join(server.url, handshakeFor(room));
    const lines = [];
    for (let i = 0; i < 10; i++) lines.push(await TestClient.join(server.url, key));
    await other.until(() => other.all('peer-resumed').length === 9);
    await Promise.all(lines.slice(0, -1).map((line) => line.closed()));
    expect(new Set(lines.map(({ joined }) => joined.self.id)).size).toBe(1);
    expect(other.received.map(({ event }) => event)).toEqual([
      'joined',
      'peer-joined',
      'ticket',
      ...Array(9).fill('peer-resumed'),
    ]);
    lines.at(-1)?.cut();
    other.cut();
  });

  it('limits how often one seat key may come, and the other notices nothing of it', async () => {
    const room = freshRoom();
    const key = handshakeFor(room);
    const other = await TestClient.join(server.url, handshakeFor(room));
    const lines = Array.from({ length: 30 }, () => TestClient.knock(server.url, key));
    const answersOf = (line: TestClient) =>
      line.received.filter(({ event }) => event === 'joined' || event === 'connect_error');
    await Promise.all(lines.map((line) => line.until(() => answersOf(line).length > 0)));
    const answers = lines.flatMap(answersOf);
    const refusals = answers.filter(({ event }) => event === 'connect_error').map(({ payload }) => payload);

    expect(answers).toHaveLength(30);
    expect(30 - refusals.length).toBeGreaterThanOrEqual(10);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'rate-limited', retryable: true, retryAfterMs: expect.any(Number) });
    }
    expect(await other.request('echo', {})).toEqual({});
    expect(other.all('peer-away')).toEqual([]);
    lines.forEach((line) => line.cut());
    other.cut();
  });

  it('is gone at the end of its grace, and the one who stays is caller', async () => {
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const second = await TestClient.join(server.url, handshakeFor(room));
    first.cut();
    expect(await second.notice('peer-left')).toEqual({ id: first.joined.self.id, reason: 'expired' });
    expect(await second.notice('role-changed')).toEqual({ role: 'caller' });
    expect(second.received.map(({ event }) => event)).toEqual([
      'joined',
      'peer-away',
      'still-there',
      'peer-left',
      'role-changed',
      'ticket',
    ]);
    second.cut();
  });

  it('answers whatever comes behind leave with seat-gone', async () => {
    const room = freshRoom();
    const first = await TestClient.join(server.url, handshakeFor(room));
    const second = await TestClient.join(server.url, handshakeFor(room));
    const gone = { error: expect.objectContaining({ code: 'seat-gone', status: 410 }) };
    const replies = await Promise.all([
      first.request('leave', {}),
      first.request('signal', { to: second.joined.self.id, connectionId: '1.1.1', n: 1, restart: true }),
      first.request('leave', {}),
      first.request('update', { presence: { version: 9, microphone: 'off', camera: 'off' } }),
      first.request('renew-ice', {}),
      first.request('echo', {}),
      first.request('closing', {}),
    ]);
    expect(replies).toEqual([{}, gone, gone, gone, gone, gone, gone]);
    first.cut();
    await second.request('echo', {});
    expect(second.received.map(({ event }) => event)).toEqual(['joined', 'peer-left', 'role-changed', 'ticket']);
    second.cut();
  });

  it('tells the hook what happens, in order and by ids alone', async () => {
    const room = freshRoom();
    const key = handshakeFor(room);
    const first = await TestClient.join(server.url, key);
    await TestClient.join(server.url, key).then((again) => again.request('leave', {}));
    const seat = first.joined.self.id;
    expect(events.filter((event) => event.room === room)).toEqual([
      { kind: 'room-begun', room },
      { kind: 'seat-joined', room, seat },
      { kind: 'seat-resumed', room, seat, takenOver: true },
      { kind: 'seat-left', room, seat, reason: 'left' },
    ]);
  });
});
