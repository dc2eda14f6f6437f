import { TIMES } from '@holdfast/protocol';
import { CLOSING_GRACE, GRACE, type Line, names, page, ROOM, told, VirtualServer } from './testing/virtual-server';

describe('still-there', () => {
  let server: VirtualServer;
  let ana: Line;
  let ben: Line;
  let seat: string;
  beforeEach(async () => {
    server = new VirtualServer();
    ana = await server.join(page('ana'));
    ben = await server.join(page('ben'));
    seat = ana.session.ref.seat;
  });

  const isSeated = async () => (await server.store.look(ROOM))?.seats.some(({ id }) => id === seat) ?? false;

  it('is asked at the end of a grace and not before; a yes keeps the seat for a while', async () => {
    server.stillReceives = () => true;
    await server.cut(ana);
    server.after(GRACE - 1);
    expect(await server.graceTimer(seat)).toBe(1);
    expect(server.asked).toEqual([]);
    server.after(1);
    expect(await server.graceTimer(seat)).toBe(TIMES.stillThereExtension);
    expect(server.asked).toEqual([{ witness: ben.session.ref.seat, seat }]);
    expect(names(ben)).not.toContain('peer-left');
    await expect(server.join(page('cleo'))).rejects.toMatchObject({ code: 'room-full' });
    expect(told(await server.join(page('ana')), 'joined')[0]).toMatchObject({ resumed: true, self: { id: seat } });
  });

  it('is asked again after that, and a no ends the seat', async () => {
    server.stillReceives = () => true;
    await server.cut(ana);
    server.after(GRACE);
    await server.graceTimer(seat);
    server.stillReceives = () => false;
    server.after(TIMES.stillThereExtension);
    expect(await server.graceTimer(seat)).toBe('done');
    expect(told(ben, 'peer-left')).toEqual([{ id: seat, reason: 'expired' }]);
  });

  it('keeps a seat for ten minutes in all, however often the answer is yes', async () => {
    server.stillReceives = () => true;
    await server.cut(ana);
    server.after(GRACE);
    let passed = GRACE;
    while (passed <= TIMES.stillThereLimit) {
      const due = await server.graceTimer(seat);
      if (due === 'done') break;
      server.after(due);
      passed += due;
    }
    expect(passed).toBe(TIMES.stillThereLimit);
    expect(await isSeated()).toBe(false);
  });

  it('counts the ten minutes anew for each absence', async () => {
    server.stillReceives = () => true;
    await server.cut(ana);
    server.after(TIMES.stillThereLimit - 1);
    const back = await server.join(page('ana'));
    await server.cut(back);
    server.after(GRACE);
    expect(await server.graceTimer(seat)).toBe(TIMES.stillThereExtension);
  });

  it('takes one yes of several answers', async () => {
    const room = server.signaling.make({ capacity: 3 });
    const lines: Line[] = [];
    for (const person of ['one', 'two', 'three']) lines.push(await server.join(page(person, 1, { room })));
    const [one, two, three] = lines.map(({ session }) => session.ref.seat);
    await server.cut(lines[0] as Line);
    server.after(GRACE);
    const asked: string[] = [];
    const outcome = await server.signaling.expire(room, one ?? '', async (witnesses) => {
      asked.push(...witnesses);
      return true;
    });
    expect(asked).toEqual([two, three]);
    expect(outcome).toEqual({ dueInMs: TIMES.stillThereExtension });
  });

  it('is not asked after closing', async () => {
    server.stillReceives = () => true;
    server.signaling.closing(ana.session);
    await server.cut(ana);
    server.after(CLOSING_GRACE);
    expect(await server.graceTimer(seat)).toBe('done');
    expect(server.asked).toEqual([]);
    expect(told(ben, 'peer-left')).toEqual([{ id: seat, reason: 'expired' }]);
  });

  it('is not asked after leave', async () => {
    server.stillReceives = () => true;
    server.carryOut(await server.signaling.leave(ana.session));
    await server.cut(ana);
    server.after(GRACE);
    await server.graceTimer(seat);
    expect(server.asked).toEqual([]);
    expect(told(ben, 'peer-left')).toEqual([{ id: seat, reason: 'left' }]);
  });

  it('is asked of nobody where nobody is present', async () => {
    server.stillReceives = () => true;
    await server.cut(ana);
    await server.cut(ben);
    server.after(GRACE);
    expect(await server.graceTimer(seat)).toBe('done');
    expect(server.asked).toEqual([]);
    expect(await isSeated()).toBe(false);
  });

  it.each([true, false])('changes nothing for one who is back before the answer, be it %s', async (answer) => {
    await server.cut(ana);
    server.after(GRACE);
    const outcome = await server.signaling.expire(ROOM, seat, async () => {
      await server.join(page('ana'));
      return answer;
    });
    expect(outcome).toMatchObject({ deliveries: [], events: [] });
    expect(await isSeated()).toBe(true);
  });

  it('leaves a grace alone that has begun anew before the answer', async () => {
    await server.cut(ana);
    server.after(GRACE);
    const outcome = await server.signaling.expire(ROOM, seat, async () => {
      await server.cut(await server.join(page('ana')));
      return true;
    });
    expect(outcome).toEqual({ dueInMs: GRACE });
  });
});
