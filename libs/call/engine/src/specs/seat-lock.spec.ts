import { FakeSeatLock } from '../testing';
import { ROOM, Stage, type Person } from './stage';

describe('the lock of a seat', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
  });
  afterEach(() => stage.end());

  const phase = (person: Person) => person.call.state$.value.phase;

  it('keeps a second tab of the same browser out, and the first one in', async () => {
    const twin = ben.duplicatesTab();
    await stage.pass(2_000);
    expect(phase(twin)).toBe('elsewhere');
    expect(twin.transport.links).toEqual([]);
    expect(ben.peer.connection).toBe('connected');
    expect(ana.peer.connection).toBe('connected');
  });

  it('is taken from the first tab by a person who wants the call in the second', async () => {
    const twin = ben.duplicatesTab();
    await stage.pass(2_000);
    twin.call.takeOver();
    await stage.pass(300);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(ben.host.open).toHaveLength(1); // that of the second tab
    expect(twin.id).toBe('seat-2');
    expect(twin.peer.connection).toBe('connected');
    expect(ana.peer).toMatchObject({ id: 'seat-2', connection: 'connected' });
  });

  /** A tab in which nothing is stored yet is opened with the link: it reads what the first one has written. */
  const opensAnotherTab = (): Person => {
    const tab = ben.duplicatesTab();
    Object.assign(tab.storage, { read: (room: string) => ben.storage.read(room), isOfAnother: () => true });
    return tab;
  };

  it('comes by itself to a page that was opened in place of the first one, where that turns out to be going', async () => {
    const twin = opensAnotherTab();
    await stage.pass(2_000);
    expect(phase(twin)).toBe('elsewhere');
    ben.closesPage();
    await stage.pass(500);
    expect(twin.id).toBe('seat-2');
    expect(twin.peer.connection).toBe('connected');
    expect(ana.peer.connection).toBe('connected');
  });

  it.each<[string, () => Person, () => unknown]>([
    ['to a duplicate, though the first one goes', () => ben.duplicatesTab(), () => ben.closesPage()],
    ['to another tab where the first one leaves', () => opensAnotherTab(), () => ben.call.leave()],
  ])('does not come by itself %s', async (_whom, opens, goes) => {
    const twin = opens();
    await stage.pass(2_000);
    goes();
    await stage.pass(15_000);
    expect(phase(twin)).toBe('elsewhere');
    expect(twin.transport.links).toEqual([]);
    expect(twin.lock.isHeld(ROOM)).toBe(false);
  });

  it('does not come by itself any more once a person has seen where the call is', async () => {
    const twin = opensAnotherTab();
    await stage.pass(12_000);
    ben.closesPage();
    await stage.pass(5_000);
    expect(phase(twin)).toBe('elsewhere');
  });

  it('goes to and fro as often as the person wants', async () => {
    const twin = ben.duplicatesTab();
    await stage.pass(2_000);
    twin.call.takeOver();
    await stage.pass(300);
    for (let time = 0; time < 5; time++) {
      const [back, gone] = time % 2 === 0 ? [ben, twin] : [twin, ben];
      await back.joins();
      expect(gone.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
      expect(back.peer.connection).toBe('connected');
    }
  });

  it('is waited for where the document before a reload still holds it', async () => {
    const old = ben.call;
    const links = ben.transport;
    ben.opensPageBeside();
    await stage.pass(600);
    expect(phase(ben)).toBe('joining');
    expect(ben.transport.links).toEqual([]);
    old.dispose();
    expect(links.openLinks).toEqual([]);
    await stage.pass(300);
    expect(phase(ben)).toBe('joined');
    expect(ben.peer.connection).toBe('connected');
  });

  it.each<[string, (person: Person) => unknown]>([
    ['left', (person) => person.call.leave()],
    [
      'is refused',
      (person) => {
        stage.server.refuseNext('not-allowed');
        stage.server.breakLink(person.id);
      },
    ],
    ['ended', (person) => stage.server.notify(person.id, { event: 'room-closed', payload: {} })],
    ['closed the page', (person) => person.call.dispose()],
  ])('is given back by one who %s', async (_how, goes) => {
    expect(ben.lock.isHeld(ROOM)).toBe(true);
    goes(ben);
    await stage.pass(1_000);
    expect(ben.lock.isHeld(ROOM)).toBe(false);
  });

  it('that is granted to one who has left meanwhile is given back at once', async () => {
    const cat = stage.person('Cat');
    cat.call.join('Cat');
    void cat.call.leave();
    await stage.pass(1_000);
    expect(cat.lock.isHeld(ROOM)).toBe(false);
    expect(cat.transport.links).toEqual([]);
  });

  it('does nothing where it is not held elsewhere', async () => {
    ben.call.takeOver();
    await stage.pass(300);
    expect(phase(ben)).toBe('joined');
    expect(ben.transport.links).toHaveLength(1);
  });

  it('is asked for ahead of a join that is expected; a seat that is had is left alone', async () => {
    const cat = stage.person('Cat');
    cat.call.expectJoin();
    await stage.pass(100);
    expect(cat.lock.isHeld(ROOM)).toBe(true);
    expect(cat.transport.links).toEqual([]);
    cat.call.expectJoin();
    await stage.pass(3_000);
    expect(cat.lock.isHeld(ROOM)).toBe(false);
    ben.call.expectJoin();
    await stage.pass(3_000);
    expect(ben.lock.isHeld(ROOM)).toBe(true);
    expect(phase(ben)).toBe('joined');
  });

  it('that was asked for ahead is kept by the join until it ends', async () => {
    void ben.call.leave();
    await stage.pass(300);
    const asked = jest.spyOn(ben.lock, 'acquire');
    ben.call.expectJoin();
    await stage.pass(100);
    await ben.joins();
    expect(asked).toHaveBeenCalledTimes(1);
    await stage.pass(5_000);
    expect(ben.peer.connection).toBe('connected');
    expect(ben.lock.isHeld(ROOM)).toBe(true);
    void ben.call.leave();
    await stage.pass(300);
    expect(ben.lock.isHeld(ROOM)).toBe(false);
  });

  it('that was asked for ahead can be taken over like any other', async () => {
    void ben.call.leave();
    await stage.pass(300);
    ben.call.expectJoin();
    await stage.pass(100);
    await ben.joins();
    const twin = ben.duplicatesTab();
    await stage.pass(2_000);
    twin.call.takeOver();
    await stage.pass(300);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
  });

  it('where there is none lets the server decide: the newer page has the seat', async () => {
    Object.assign(ben, { lock: new FakeSeatLock() });
    const twin = ben.duplicatesTab();
    await stage.pass(500);
    expect(ben.call.state$.value).toEqual({ phase: 'ended', reason: 'seat-taken' });
    expect(twin.peer.connection).toBe('connected');
  });
});
