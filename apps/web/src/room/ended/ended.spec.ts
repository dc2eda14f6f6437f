import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { FakeCallStore } from '../../testing/fake-call-store';
import { Page } from '../../testing/page';
import { Ended } from './ended';

const MINUTE = 60_000;

describe('Ended', () => {
  let store: FakeCallStore;

  beforeEach(() => {
    store = new FakeCallStore();
    TestBed.configureTestingModule({
      providers: [{ provide: CallStore, useValue: store }],
    });
  });
  afterEach(() => jest.useRealTimers());

  function open(): Page {
    return new Page(TestBed.createComponent(Ended));
  }

  it.each([
    ['left', 'You left the call', 'Join again'],
    ['seat-taken', 'The call goes on in another tab or window', 'Take the call over'],
    ['removed', 'Your place was given to somebody else', 'Join again'],
    ['room-closed', 'The room was closed', 'Join again'],
  ] as const)('says why the call ended: %s', (reason, heading, again) => {
    store.ended(reason);
    const page = open();
    expect(page.read('h1')).toBe(heading);
    expect(page.button(again)).toBeDefined();
    expect(page.find('a.button')?.getAttribute('href')).toBe('/');
  });

  it.each([
    [59_999, 'direct', 'Less than a minute, direct'],
    [MINUTE, 'relayed', '1 minute, relayed'],
    [42 * MINUTE, 'direct', '42 minutes, direct'],
    [65 * MINUTE, null, '1 h 5 min'],
  ] as const)('tells how long %i ms were, and which way', (durationMs, path, words) => {
    store.ended('left');
    store.summary.set({ reason: 'left', durationMs, path });
    expect(open().read('.chip')).toBe(words);
  });

  it('tells nothing of a call in which nobody else ever was', () => {
    store.ended('left');
    store.summary.set({ reason: 'left', durationMs: null, path: null });
    expect(open().find('.chip')).toBeNull();
  });

  it('joins again under the same name, once, and keeps what it said meanwhile', () => {
    jest.useFakeTimers();
    store.name.set('Marko');
    store.ended('seat-taken');
    store.summary.set({ reason: 'seat-taken', durationMs: MINUTE, path: 'direct' });
    const page = open();
    page.press('Take the call over');
    store.summary.set(null);
    page.look();
    page.press('Joining …');
    expect(store.asked).toEqual(['join as "Marko"']);
    expect(page.read('h1')).toBe('The call goes on in another tab or window');
    expect(page.read('.chip')).toBe('1 minute, direct');
    page.pass(3_000);
    expect(page.read('[role=status]')).toBe('It takes longer than usual. Trying again.');
  });
});
