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
  /** What stood in the dialog when it was shown: that is what browsers focus. */
  let shownFirst: string | undefined;

  beforeEach(() => {
    media = fakeMedia();
    jest.useFakeTimers({ now: 1_000_000 });
    store = new FakeCallStore();
    store.microphone.set({ status: 'off', deviceId: 'one' });
    shownModally = [];
    shownFirst = undefined;
    // jsdom has dialogs, but cannot show them
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      this.open = true;
      shownModally.push(this);
      shownFirst = this.querySelector('button, select')?.tagName;
    };
    HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
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
  const spoken = (page: Page) =>
    [...page.element.querySelectorAll('[role=log] p')].map(({ textContent }) => textContent);

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
    expect(page.find('[data-waiting]')).toBeNull();
    expect(document.title).toBe('Call with Ana, Guest · Holdfast');
  });

  it('keeps a tile ready while one is alone, out of sight, and gives it to whoever comes', () => {
    store.seated();
    const page = open();
    const tile = page.find('call-peer-tile');
    const video = page.find('call-peer-tile video');
    expect(video).not.toBeNull();
    expect(page.find('.covered call-peer-tile')).toBe(tile);
    expect(page.find('[data-tile=remote]')).toBeNull();
    store.peers.set([fakePeer({ connection: 'connecting' })]);
    page.look();
    expect(page.find('.covered [data-tile=remote]')).toBe(tile);
    expect(page.read('[data-waiting] h2')).toBe('You are the first one here');
    store.peers.set([fakePeer()]);
    page.look();
    expect(page.find('[data-tile=remote] video')).toBe(video);
    expect(page.find('.tiles.covered')).toBeNull();
    expect(page.find('[data-waiting]')).toBeNull();
    expect(page.find('app-waiting.covered')).not.toBeNull();
    page.pass(500);
    expect(page.find('app-waiting')).toBeNull();
  });

  it('has another tile ready when all have gone: the last picture of one is never seen in the tile of the next', () => {
    store.seated(fakePeer());
    const page = open();
    const first = page.find('call-peer-tile');
    store.peers.set([fakePeer({ connection: 'waiting' })]);
    page.look();
    store.peers.set([]);
    page.look();
    const ready = page.find('call-peer-tile');
    expect(ready).not.toBe(first);
    store.peers.set([fakePeer({ id: 'seat-2', pageId: 'page-2', connection: 'connecting', video: null })]);
    page.look();
    expect(page.find('call-peer-tile')).toBe(ready);
  });

  it('shows who comes without a connection where that takes half a second', () => {
    store.seated();
    const page = open();
    store.peers.set([fakePeer({ connection: 'connecting' })]);
    page.look();
    page.pass(500);
    expect(page.find('.tiles.covered')).toBeNull();
    expect(page.read('[data-tile=remote] h2')).toBe('Connecting to Ana');
  });

  it('says who left, and waits for the next one', () => {
    store.seated(fakePeer());
    const page = open();
    store.peers.set([]);
    page.look();
    expect(page.read('h2')).toBe('Ana left');
    store.peers.set([fakePeer({ id: 'seat-2', pageId: 'page-2', name: 'Ben' })]);
    page.look();
    store.peers.set([]);
    page.look();
    expect(page.read('h2')).toBe('Ben left');
    store.peers.set([fakePeer({ id: 'seat-3', pageId: 'page-3', state: 'away', connection: 'unreachable' })]);
    page.look();
    store.peers.set([]);
    page.look();
    expect(page.read('h2')).toBe('Ana did not come back');
  });

  it('shows the way of the media and the time, once there is a connection', () => {
    store.seated(fakePeer({ connection: 'connecting', path: null }));
    const page = open();
    expect(page.read('.head')).toBe('');
    store.peers.set([fakePeer(), fakePeer({ id: 'seat-2', path: 'relayed' })]);
    store.connectedSince.set(Date.now() - 59_500);
    page.look();
    expect(page.read('.head')).toBe('');
    page.pass(500);
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

  it('makes what is in the dialog when it opens, and keeps it no longer than that', () => {
    store.seated(fakePeer());
    const page = open();
    expect(page.read('dialog')).toBe('');
    for (let time = 0; time < 2; time++) {
      page.press('More');
      expect(shownFirst).toBe('BUTTON');
      page.press('Done');
      page.look();
      expect(page.read('dialog')).toBe('');
      shownFirst = undefined;
    }
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
    ['lost', 'connected', 'No contact with the server. Your call goes on.'],
    ['server-closing', 'connected', 'The server restarts. Your call goes on.'],
    ['lost', 'connecting', 'No contact with the server. Trying again.'],
    ['lost', null, 'No contact with the server. Nobody can come in until it is back.'],
  ] as const)(
    'hints at a server that is gone for longer: %s, and a peer that is %s',
    (signaling, connection, words) => {
      store.seated(...(connection ? [fakePeer({ connection })] : []));
      const page = open();
      store.signaling.set(signaling);
      page.look();
      page.pass(3_000);
      expect(hint(page)).toBe(words);
      expect(spoken(page)).toContain(words);
      store.signaling.set('connected');
      page.look();
      expect(hint(page)).toBeNull();
      expect(spoken(page)).toContain('The server is back.');
    },
  );

  it('speaks of a lost server once when it hints, and once when that is over', () => {
    store.seated(fakePeer());
    const page = open();
    const losses = () => spoken(page).filter((sentence) => sentence.includes('server'));
    store.signaling.set('lost');
    page.look();
    page.pass(2_999);
    expect(losses()).toEqual([]);
    page.pass(60_000);
    expect(losses()).toEqual(['No contact with the server. Your call goes on.']);
    store.signaling.set('connected');
    page.look();
    page.pass(60_000);
    expect(losses()).toEqual(['No contact with the server. Your call goes on.', 'The server is back.']);
  });

  it('tells of a lost server and lost media in one message, at once and not as a hint', () => {
    store.seated(fakePeer());
    const page = open();
    store.peers.set([fakePeer({ connection: 'waiting' })]);
    page.look();
    store.signaling.set('lost');
    page.look();
    expect(page.read('[data-tile=remote] h2')).toBe('Your network seems to be gone');
    page.pass(10_000);
    expect(hint(page)).toBeNull();
    store.peers.set([fakePeer()]);
    page.look();
    expect(page.find('[data-tile=remote] h2')).toBeNull();
    expect(hint(page)).toBe('No contact with the server. Your call goes on.');
  });

  it('does not call the own network gone while somebody is heard who hears nothing', () => {
    store.seated(fakePeer());
    const page = open();
    store.signaling.set('lost');
    store.peers.set([fakePeer({ connection: 'unreachable', isReceiving: true })]);
    page.look();
    expect(page.read('[data-tile=remote] h2')).toBe('Ana can’t be reached');
    store.peers.set([fakePeer({ connection: 'unreachable' })]);
    page.look();
    expect(page.read('[data-tile=remote] h2')).toBe('Your network seems to be gone');
  });

  it('speaks of the peer alone where only its media is lost', () => {
    store.seated(fakePeer());
    const page = open();
    store.peers.set([fakePeer({ connection: 'unreachable' })]);
    store.signaling.set('server-closing'); // on purpose, so it tells nothing of the network
    page.look();
    expect(page.read('[data-tile=remote] h2')).toBe('Ana can’t be reached');
  });

  it('keeps the tile of somebody who comes back with another page or another seat', () => {
    store.seated(fakePeer({ id: 'seat-1', pageId: 'page-1' }));
    const page = open();
    const tile = page.find('[data-tile=remote]');
    store.peers.set([fakePeer({ id: 'seat-1', pageId: 'page-2' })]);
    page.look();
    store.peers.set([fakePeer({ id: 'seat-5', pageId: 'page-2' })]);
    page.look();
    expect(page.find('[data-tile=remote]')).toBe(tile);
    expect(spoken(page)).toEqual(['Ana is here.']);
  });

  it('shows how the link to the server stands to who looks from outside', () => {
    store.seated(fakePeer());
    const page = open();
    store.signaling.set('lost');
    page.look();
    expect(page.element.dataset['signaling']).toBe('lost');
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

  it('says that a speaker can not be used, shows the usual one as picked, and is calm again', async () => {
    store.seated(fakePeer());
    const page = open();
    media.refuseSpeaker('headset');
    store.chosen.set({ microphone: '', camera: '', speaker: 'headset' });
    page.look();
    await jest.advanceTimersByTimeAsync(0);
    page.look();
    const words = 'This speaker can’t be used. You hear the call on the usual one.';
    expect(page.read('.float')).toBe(words);
    expect(spoken(page)).toContain(words);
    expect(store.asked).toEqual(['select speaker ']);
    page.pass(6_000);
    expect(page.find('.float')).toBeNull();
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
