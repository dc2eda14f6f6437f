import { BareClient, handshakeFor } from './harness/bare-client';
import { Meeting } from './harness/meeting';
import { timersNow } from './harness/timers';
import { eventually, until } from './harness/until';
import { WireServer } from './harness/wire-server';

const TIMES = 20;

describe('20 times in a row on one server', () => {
  let meeting: Meeting;

  beforeEach(async () => {
    meeting = await Meeting.begin();
  });

  afterEach(() => meeting.end());

  it('the caller leaves, the callee is upgraded and stays as it is, and the next person is in a call with it', async () => {
    const idle = timersNow();
    let staying = meeting.person('Guest-0');
    await staying.joins();
    for (let i = 1; i <= TIMES; i++) {
      const next = meeting.person(`Guest-${i}`);
      await next.joins();
      await Promise.all([staying.isInCallWith(next), next.isInCallWith(staying)]);
      expect([staying.seat.role, next.seat.role]).toEqual(['caller', 'callee']);
      const { call, seat } = next;
      const phases: string[] = [];
      const watch = call.state$.subscribe(({ phase }) => phases.push(phase));

      await staying.leaves();
      await next.isAlone();
      await next.hasRole('caller');
      expect(next.seat).toEqual({ ...seat, role: 'caller' });
      expect(phases).toEqual(['joined']);
      expect(next.call).toBe(call);
      watch.unsubscribe();
      staying = next;
    }
    expect(staying.seat.order).toBe(TIMES + 1);
    await staying.leaves();
    await meeting.leavesNothing();
    await eventually('no timer is left', () => timersNow() <= idle);
  });

  it('the callee leaves and returns to the call', async () => {
    const idle = timersNow();
    const [ana, ben] = await meeting.two();
    const { id } = ana.seat;
    for (let i = 1; i <= TIMES; i++) {
      await ben.leaves();
      await ana.isAlone();
      expect(ana.host.open).toEqual([]);
      await ben.joins();
      await Promise.all([ana.isInCallWith(ben), ben.isInCallWith(ana)]);
      expect(ben.seat).toMatchObject({ role: 'callee', order: i + 2 });
    }
    expect(ana.seat).toMatchObject({ id, role: 'caller', incarnation: 1 });
    await Promise.all([ana.leaves(), ben.leaves()]);
    await meeting.leavesNothing();
    await eventually('no timer is left', () => timersNow() <= idle);
  });

  it.each([
    ['callee', 1],
    ['caller', 0],
  ])('the %s reloads and has its seat and its call again', async (role, index) => {
    const idle = timersNow();
    const two = await meeting.two();
    const [reloading, other] = index === 1 ? [two[1], two[0]] : two;
    const { id, order } = reloading.seat;
    const theirs = other.seat;
    for (let i = 1; i <= TIMES; i++) {
      await reloading.reloads();
      expect(reloading.seat).toMatchObject({ id, order, role, incarnation: i + 1 });
      await until(`page ${i + 1} is seen`, other.call.peers$, ([peer]) => peer?.incarnation === i + 1);
      await Promise.all([other.isInCallWith(reloading), reloading.isInCallWith(other)]);
      expect([other.host, reloading.host].map(({ open }) => open.length)).toEqual([1, 1]);
    }
    expect(other.seat).toEqual(theirs);
    expect(meeting.server.count('seat-joined', meeting.room)).toBe(2);
    await Promise.all([reloading.leaves(), other.leaves()]);
    await meeting.leavesNothing();
    await eventually('no timer is left', () => timersNow() <= idle);
  });
});

describe('role-changed', () => {
  it('comes to the one who is caller now, behind the peer-left of the one who was', async () => {
    const server = await WireServer.start();
    const room = await server.makeRoom({ capacity: 3 });
    const [ana, ben, cleo] = [
      await BareClient.join(server.origin, handshakeFor(room)),
      await BareClient.join(server.origin, handshakeFor(room)),
      await BareClient.join(server.origin, handshakeFor(room)),
    ];
    await ana.send('leave', {});
    await ben.settled();
    await cleo.settled();
    expect(ben.told.slice(-3)).toEqual([
      { event: 'peer-left', payload: { id: ana.id, reason: 'left' } },
      { event: 'role-changed', payload: { role: 'caller' } },
      { event: 'ticket', payload: expect.anything() },
    ]);
    expect(cleo.all('role-changed')).toEqual([]);
    for (const client of [ana, ben, cleo]) client.hangUp();
    await server.stop();
  });
});
