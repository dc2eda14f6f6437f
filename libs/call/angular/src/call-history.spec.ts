import type { CallHistory } from './call-history';
import { callHistory$ } from './call-history';
import { FakeCall } from './testing/fake-call';

function follow(call = new FakeCall('abcdefghijklmnopqrstuv')) {
  const clock = { time: 0, now: () => clock.time };
  const seen: CallHistory[] = [];
  callHistory$(call, clock).subscribe((history) => seen.push(history));
  return { call, clock, seen, now: () => seen[seen.length - 1] };
}

describe('callHistory$', () => {
  it('counts from the first connection to the end', () => {
    const { call, clock, now } = follow();
    call.join('Marko');
    call.admit();
    call.meet({ connection: 'connecting', path: null });
    expect(now().connectedSince).toBeNull();
    clock.time = 500;
    call.meet({ connection: 'connected', path: null });
    expect(now().connectedSince).toBe(500);
    clock.time = 60_500;
    call.end('left');
    expect(now()).toMatchObject({ connectedSince: null, summary: { reason: 'left', durationMs: 60_000 } });
  });

  it('keeps the beginning over a recovery', () => {
    const { call, clock, now } = follow();
    call.join('Marko');
    clock.time = 100;
    call.meet();
    call.meet({ connection: 'restarting' });
    clock.time = 200;
    call.meet();
    expect(now().connectedSince).toBe(100);
  });

  it('remembers how media went last', () => {
    const { call, now } = follow();
    call.join('Marko');
    call.meet({ path: 'direct' });
    call.meet({ path: 'relayed' });
    call.meet({ connection: 'waiting', path: null });
    call.end('room-closed');
    expect(now().summary).toMatchObject({ reason: 'room-closed', path: 'relayed' });
  });

  it('tells of a call in which nobody ever was', () => {
    const { call, now } = follow();
    call.join('Marko');
    call.admit();
    call.end('left');
    expect(now().summary).toEqual({ reason: 'left', durationMs: null, path: null });
  });

  it('begins anew with the next join', () => {
    const { call, now } = follow();
    call.join('Marko');
    call.meet();
    call.end('left');
    call.join('Marko');
    expect(now()).toEqual({ connectedSince: null, path: null, summary: null });
  });

  it('says nothing twice', () => {
    const { call, seen } = follow();
    call.join('Marko');
    call.meet();
    call.meet({ name: 'Another name' });
    expect(seen).toHaveLength(2);
  });
});
