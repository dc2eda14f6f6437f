import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { fakeMedia, fakePeer, type FakeMedia } from '@holdfast/call-ui/testing';
import { FakeCallStore } from '../../testing/fake-call-store';
import { Page } from '../../testing/page';
import { Stage } from './stage';

const ROOM = 'abcdefghijklmnopqrstuv';

describe('Stage', () => {
  let media: FakeMedia;
  let store: FakeCallStore;
  let shownModally: HTMLElement[];

  beforeEach(() => {
    media = fakeMedia();
    jest.useFakeTimers({ now: 1_000_000 });
    store = new FakeCallStore();
    store.microphone.set({ status: 'off', deviceId: 'one' });
    shownModally = [];
    // jsdom has dialogs, but cannot show them
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      this.open = true;
      shownModally.push(this);
    };
    TestBed.configureTestingModule({
      providers: [{ provide: CallStore, useValue: store }],
    });
  });
  afterEach(() => jest.useRealTimers());

  function open(): Page {
    const fixture = TestBed.createComponent(Stage);
    fixture.componentRef.setInput('room', ROOM);
    return new Page(fixture);
  }

  const hint = (page: Page) => page.read('[data-hint=signaling]');

  it('shows the link to hand on while one is alone', () => {
    store.seated();
    const page = open();
    expect(page.read('h1')).toBe('Waiting');
    expect(page.read('h2')).toBe('You are the first one here');
    expect(page.read('.link')).toBe(`${location.host}/r/${ROOM}`);
    expect(page.button('Copy link')).toBeDefined();
  });

  it('shows a tile for each peer, and names the call after them', () => {
    store.seated(fakePeer(), fakePeer({ id: 'seat-2', name: '' }));
    const page = open();
    expect(page.element.querySelectorAll('[data-tile=remote]')).toHaveLength(2);
    expect(page.read('h1')).toBe('Call with Ana, Guest');
    expect(document.title).toBe('Call with Ana, Guest · Holdfast');
    expect(page.find('[data-waiting]')).toBeNull();
  });

  it('says who left, and waits for the next one', () => {
    store.seated(fakePeer());
    const page = open();
    store.peers.set([]);
    page.look();
    expect(page.read('h2')).toBe('Ana left');
    store.peers.set([fakePeer({ id: 'seat-2', name: 'Ben' })]);
    page.look();
    store.peers.set([]);
    page.look();
    expect(page.read('h2')).toBe('Ben left');
  });

  it('shows the way of the media and the time, once there is a connection', () => {
    store.seated(fakePeer({ connection: 'connecting', path: null }));
    const page = open();
    expect(page.read('.head')).toBe('');
    store.peers.set([fakePeer(), fakePeer({ id: 'seat-2', path: 'relayed' })]);
    store.connectedSince.set(Date.now() - 60_000);
    page.look();
    expect(page.read('call-path-chip')).toBe('Relayed, encrypted');
    expect(page.read('.head call-elapsed')).toBe('1:00');
  });

  it('has a button for everything one can do', () => {
    store.seated(fakePeer());
    const page = open();
    for (const name of ['Unmute', 'Turn camera on', 'Leave']) page.press(name);
    expect(store.asked).toEqual(['toggle microphone', 'toggle camera', 'leave']);
  });

  it('opens the devices behind "More", and for a device that cannot be had', () => {
    store.seated(fakePeer());
    store.camera.set({ status: 'unavailable', problem: 'busy' });
    const page = open();
    page.press('More');
    expect(shownModally).toHaveLength(1);
    shownModally.splice(0).forEach((dialog) => dialog.removeAttribute('open'));
    page.press('Turn camera on');
    expect(store.asked).toEqual(['retry camera']);
    expect(shownModally).toHaveLength(1);
    expect(page.read('dialog')).toContain('Another program uses the camera.');
  });

  it('says nothing of a server that is gone for less than 3 s', () => {
    store.seated(fakePeer());
    const page = open();
    store.signaling.set('lost');
    page.look();
    page.pass(2_999);
    expect(hint(page)).toBeNull();
    store.signaling.set('connected');
    page.look();
    page.pass(10_000);
    expect(hint(page)).toBeNull();
  });

  it.each([
    ['lost', true, 'No contact with the server. Your call goes on.'],
    ['server-closing', true, 'The server restarts. Your call goes on.'],
    ['lost', false, 'No contact with the server. Trying again.'],
  ] as const)('hints at a server that is gone for longer: %s, connected %s', (signaling, connected, words) => {
    store.seated(...(connected ? [fakePeer()] : []));
    const page = open();
    store.signaling.set(signaling);
    page.look();
    page.pass(3_000);
    expect(hint(page)).toBe(words);
    expect(page.read('[role=log]')).toContain(words);
  });

  it('turns the sound on that the browser held back', async () => {
    media.refuseToPlay('NotAllowedError');
    store.seated(fakePeer());
    const page = open();
    await jest.advanceTimersByTimeAsync(0);
    page.look();
    media.allowToPlay();
    page.press('Turn sound on');
    await jest.advanceTimersByTimeAsync(0);
    page.look();
    expect(page.button('Turn sound on')).toBeUndefined();
  });

  it('lets the controls step back after 4 s without movement, and not while anything is wrong', () => {
    store.seated(fakePeer());
    const page = open();
    const calm = () => page.element.classList.contains('calm');
    page.pass(4_000);
    expect(calm()).toBe(true);
    document.dispatchEvent(new Event('pointermove'));
    page.look();
    expect(calm()).toBe(false);
    page.pass(4_000);
    expect(calm()).toBe(true);
    store.signaling.set('lost');
    page.look();
    page.pass(3_000);
    expect(calm()).toBe(false);
    store.signaling.set('connected');
    page.look();
    expect(calm()).toBe(true);
    store.peers.set([fakePeer({ connection: 'restarting' })]);
    page.look();
    expect(calm()).toBe(false);
    store.peers.set([]);
    page.look();
    expect(calm()).toBe(false);
  });

  it('says after a while that a join takes long', () => {
    store.state.set({ phase: 'joining' });
    const page = open();
    page.pass(3_000);
    expect(page.read('[data-waiting]')).toContain('It takes longer than usual. Trying again.');
  });

  it('leaves no timer behind', () => {
    store.seated(fakePeer({ connection: 'waiting' }));
    const page = open();
    store.signaling.set('lost');
    page.look();
    page.close();
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
