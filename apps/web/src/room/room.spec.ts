import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { RoomApi } from '@holdfast/call-angular/room-api';
import { fakeMedia, fakePeer } from '@holdfast/call-ui/testing';
import { FakeCallStore } from '../testing/fake-call-store';
import { Page } from '../testing/page';
import { Room } from './room';

const ROOM = 'abcdefghijklmnopqrstuv';

describe('Room', () => {
  let store: FakeCallStore;

  beforeEach(() => {
    fakeMedia();
    store = new FakeCallStore();
    TestBed.configureTestingModule({
      providers: [{ provide: RoomApi, useValue: { status: () => new Promise(() => undefined) } }],
    }).overrideComponent(Room, { set: { providers: [{ provide: CallStore, useValue: store }] } });
  });

  function open(room = ROOM): { page: Page; shown: () => string | undefined; goTo: (room: string) => void } {
    const fixture = TestBed.createComponent(Room);
    const goTo = (next: string) => fixture.componentRef.setInput('room', next);
    goTo(room);
    const page = new Page(fixture);
    return { page, goTo, shown: () => page.find('[data-page]')?.dataset['page'] };
  }

  it('enters the room of the address and shows its lobby', () => {
    const { shown } = open();
    expect(store.asked).toEqual([`enter ${ROOM}`]);
    expect(shown()).toBe('lobby');
  });

  it('shows nothing until the room is entered, and whoever returns to their call no lobby at all', () => {
    store.isRestored = false;
    const { page, shown } = open();
    expect(shown()).toBeUndefined();
    store.room.set(ROOM);
    store.state.set({ phase: 'joining' });
    page.look();
    expect(shown()).toBe('call');
  });

  it('shows the page of each state', () => {
    const { page, shown } = open();
    store.seated(fakePeer());
    page.look();
    expect(shown()).toBe('call');
    store.ended('left');
    page.look();
    expect(shown()).toBe('ended');
    store.refused('room-full');
    page.look();
    expect(shown()).toBe('refused');
    store.isElsewhere();
    page.look();
    expect(shown()).toBe('elsewhere');
  });

  it('waits for a join on the page where it was asked for', () => {
    const { page, shown } = open();
    page.press('Join the call');
    expect(shown()).toBe('lobby');
    store.refused('room-full');
    page.look();
    page.press('Try again');
    expect(shown()).toBe('refused');
    expect(page.read('h1')).toBe('This call is full');
    store.seated();
    store.ended('seat-taken');
    page.look();
    page.press('Take the call over');
    expect(shown()).toBe('ended');
    expect(page.read('h1')).toBe('The call goes on in another tab or window');
  });

  it('draws the call while the server answers a join that is all but certain, and speaks of no lost place where it is refused', () => {
    const { page, shown } = open();
    page.press('Join the call');
    expect(shown()).toBe('lobby');
    store.state.set({ phase: 'joining', offered: true });
    page.look();
    expect(shown()).toBe('call');
    expect(page.read('h2')).toBe('Joining …');
    store.refused('room-full');
    page.look();
    expect(page.read('h1')).toBe('This call is full');
  });

  it('tells who was in the call, and who comes back to it by itself, why there is no place any more', () => {
    const { page } = open();
    store.seated(fakePeer());
    page.look();
    store.refused('room-full');
    page.look();
    expect(page.read('h1')).toBe('Your place was taken');
    page.press('Try again');
    store.refused('room-full');
    page.look();
    expect(page.read('h1')).toBe('Your place was taken');
    page.close();

    store.state.set({ phase: 'joining' });
    const { page: reloaded } = open();
    store.refused('room-full');
    reloaded.look();
    expect(reloaded.read('h1')).toBe('Your place was taken');
  });

  it('does not speak of a lost place to who left, or never had one', () => {
    const { page } = open();
    store.seated();
    page.look();
    store.ended('left');
    page.look();
    store.refused('room-full');
    page.look();
    expect(page.read('h1')).toBe('This call is full');
  });

  it('goes straight to the call where a reload joins by itself', () => {
    store.state.set({ phase: 'joining' });
    const { page, shown } = open();
    expect(shown()).toBe('call');
    expect(page.read('h2')).toBe('Joining …');
    expect(page.button('Copy link')).toBeUndefined();
  });

  it('says of a malformed id that there is no such room, and asks no server', () => {
    const { page, shown } = open('too-short');
    expect(shown()).toBe('refused');
    expect(page.read('h1')).toBe('There is no such room');
    expect(page.button('Try again')).toBeUndefined();
    expect(store.asked).toEqual(['exit']);
  });

  it('enters the next room when the address changes', () => {
    const { page, goTo } = open();
    const other = 'another-room-0123456789';
    goTo(other);
    page.look();
    expect(store.asked).toEqual([`enter ${ROOM}`, `enter ${other}`]);
  });

  it('has one heading on every page', () => {
    const { page } = open();
    for (const happens of [
      () => store.seated(),
      () => store.seated(fakePeer({ connection: 'unreachable' })),
      () => store.ended('removed'),
      () => store.refused('rate-limited'),
    ]) {
      expect(page.element.querySelectorAll('h1')).toHaveLength(1);
      happens();
      page.look();
    }
    expect(page.element.querySelectorAll('h1')).toHaveLength(1);
    page.close();
  });
});
