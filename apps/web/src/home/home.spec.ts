import { TestBed } from '@angular/core/testing';
import { RoomApi, RoomApiError } from '@holdfast/call-angular/room-api';
import type { MadeRoom } from '@holdfast/protocol';
import { Address } from '../page/address';
import { Page } from '../testing/page';
import { Home } from './home';

const ROOM = 'abcdefghijklmnopqrstuv';

describe('Home', () => {
  const opened: string[] = [];
  let make: () => Promise<MadeRoom>;
  let page: Page;

  beforeEach(() => {
    opened.length = 0;
    make = async () => ({ room: ROOM, url: '' });
    TestBed.configureTestingModule({
      providers: [
        { provide: RoomApi, useValue: { make: () => make() } },
        { provide: Address, useValue: { open: (path: string) => opened.push(path) } },
      ],
    });
    page = new Page(TestBed.createComponent(Home));
  });

  function type(text: string): void {
    const field = page.find('input') as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    page.press('Join');
  }

  it('has one heading, which names the tab', () => {
    expect(page.element.querySelectorAll('h1')).toHaveLength(1);
    expect(page.read('h1')).toBe('Video calls that hold.');
    expect(document.title).toBe('Holdfast: video calls that hold');
  });

  it('makes a room and opens its lobby', async () => {
    page.press('Start a call');
    await page.settle();
    expect(opened).toEqual([`/r/${ROOM}`]);
  });

  it('makes one room, however often the button is pressed', async () => {
    let made = 0;
    make = async () => ({ room: `${ROOM}${made++}`, url: '' });
    page.press('Start a call');
    page.press('Start a call');
    await page.settle();
    expect(made).toBe(1);
  });

  it.each([
    ['unreachable', RoomApiError.unreachable(new Error('offline')), 'The server does not answer'],
    ['rate-limited', RoomApiError.answered('rate-limited', ''), 'Wait a minute'],
    ['internal', RoomApiError.answered('internal', ''), 'could not make a call'],
  ])('says why no call was made: %s; and the next try works', async (_, error, words) => {
    make = () => Promise.reject(error);
    page.press('Start a call');
    await page.settle();
    expect(page.read('[role=status]')).toContain(words);
    make = async () => ({ room: ROOM, url: '' });
    page.press('Start a call');
    await page.settle();
    expect(opened).toEqual([`/r/${ROOM}`]);
  });

  it('takes a link to a room', () => {
    type(`https://${location.host}/r/${ROOM}`);
    expect(opened).toEqual([`/r/${ROOM}`]);
  });

  it('says what is wrong with a link at the field that holds it, until it is changed', () => {
    type('nonsense');
    const field = page.find('input') as HTMLInputElement;
    expect(opened).toEqual([]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(page.read(`#${field.getAttribute('aria-describedby')}`)).toContain('no link to a call');
    field.dispatchEvent(new Event('input'));
    page.look();
    expect(field.getAttribute('aria-invalid')).toBeNull();
  });

  it('names the server that a foreign link belongs to', () => {
    type(`https://other.example/r/${ROOM}`);
    expect(page.read('#enter-problem')).toContain('other.example');
  });
});
