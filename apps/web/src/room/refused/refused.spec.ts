import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { ERROR_STATUS, type ErrorCode, type RefusalBody } from '@holdfast/protocol';
import { FakeCallStore } from '../../testing/fake-call-store';
import { Page } from '../../testing/page';
import { Refused } from './refused';

describe('Refused', () => {
  let store: FakeCallStore;

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
    store = new FakeCallStore();
    store.name.set('Marko');
    TestBed.configureTestingModule({
      providers: [{ provide: CallStore, useValue: store }],
    });
  });
  afterEach(() => jest.useRealTimers());

  function open(code: ErrorCode, retryAfterMs?: number, returning = false) {
    const fixture = TestBed.createComponent(Refused);
    fixture.componentRef.setInput('returning', returning);
    const answer = () => {
      store.refused(code, retryAfterMs);
      const state = store.state() as { refusal: RefusalBody };
      fixture.componentRef.setInput('refusal', state.refusal);
    };
    answer();
    const page = new Page(fixture);
    return {
      page,
      answerAgain: () => {
        answer();
        page.look();
      },
    };
  }

  it.each(Object.keys(ERROR_STATUS) as ErrorCode[])('has words and a way on for %s', (code) => {
    const { page } = open(code);
    expect(page.read('h1')).toMatch(/\w+ \w+/);
    expect(page.read('section')).not.toMatch(/!|please|error/i);
    expect(page.find('a.button')).not.toBeNull();
    page.close();
  });

  it('tries a full room again when it is asked to, and says when nothing has changed', () => {
    const { page, answerAgain } = open('room-full');
    expect(page.read('h1')).toBe('This call is full');
    page.pass(60_000);
    expect(store.asked).toEqual([]);
    page.press('Try again');
    page.press('Trying …');
    expect(store.asked).toEqual(['join as "Marko"']);
    answerAgain();
    expect(page.read('[role=status]')).toBe('This call is full. Nothing has changed yet.');
  });

  it.each([
    ['server-closing', 5_000],
    ['rate-limited', 5_000],
    ['internal', undefined],
  ] as const)('tries by itself after %s, not before the time that the server named', (code, retryAfterMs) => {
    const { page, answerAgain } = open(code, retryAfterMs);
    const pause = retryAfterMs ?? 3_000;
    expect(page.element.textContent).toContain(`Next try in ${pause / 1000} s.`);
    page.pass(pause - 1_000);
    expect(page.element.textContent).toContain('Next try in 1 s.');
    expect(store.asked).toEqual([]);
    page.pass(1_000);
    expect(store.asked).toHaveLength(1);
    answerAgain();
    page.pass(pause);
    expect(store.asked).toHaveLength(2);
    page.close();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells somebody who was away for too long what happened, with a way to try again', () => {
    const { page, answerAgain } = open('room-full', undefined, true);
    expect(page.read('h1')).toBe('Your place was taken');
    expect(page.read('section')).toContain('You were away for too long');
    page.press('Try again');
    answerAgain();
    expect(page.read('[role=status]')).toBe('Your place was taken. Nothing has changed yet.');
  });

  it('says to somebody who comes back that the room is gone', () => {
    const { page } = open('room-not-found', undefined, true);
    expect(page.read('h1')).toBe('The room is gone');
  });

  it('offers a new page to one that the server does not understand', () => {
    const { page } = open('wrong-protocol');
    expect(page.read('h1')).toBe('This page is older than the server');
    expect(page.button('Reload')).toBeDefined();
    expect(page.button('Try again')).toBeUndefined();
  });

  it('offers nothing but the way home where there is no room', () => {
    const { page } = open('room-not-found');
    expect(page.element.querySelectorAll('button')).toHaveLength(0);
  });
});
