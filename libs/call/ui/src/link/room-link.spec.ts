import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { RoomLink } from './room-link';

const LINK = 'https://talk.example.org/r/abcdefghijklmnopqrstuv';

describe('RoomLink', () => {
  const copied: string[] = [];
  let copyWorks: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    copied.length = 0;
    copyWorks = true;
    const clipboard = { copy: (text: string) => (copied.push(text), copyWorks) };
    TestBed.configureTestingModule({ providers: [{ provide: Clipboard, useValue: clipboard }] });
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(navigator, 'share');
  });

  function show(quiet = false) {
    const fixture = TestBed.createComponent(RoomLink);
    fixture.componentRef.setInput('link', LINK);
    fixture.componentRef.setInput('quiet', quiet);
    fixture.detectChanges();
    const page: HTMLElement = fixture.nativeElement;
    const button = (name: string) =>
      [...page.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);
    const click = (name: string) => {
      button(name)?.click();
      fixture.detectChanges();
    };
    const pass = (milliseconds: number) => {
      jest.advanceTimersByTime(milliseconds);
      fixture.detectChanges();
    };
    return { page, button, click, pass };
  }

  it('shows the link as one reads it', () => {
    expect(show().page.querySelector('.link')?.textContent).toBe('talk.example.org/r/abcdefghijklmnopqrstuv');
  });

  it('copies the whole link and says so for a while', () => {
    const { page, button, click, pass } = show();
    const spoken = () => [...page.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join('');
    click('Copy link');
    expect(copied).toEqual([LINK]);
    expect(button('Link copied')).toBeDefined();
    expect(spoken()).toContain('Link copied');
    pass(2_500);
    expect(spoken()).toBe('');
    expect(button('Copy link')).toBeDefined();
  });

  it('says what to do where copying does not work', () => {
    copyWorks = false;
    const { page, click } = show();
    click('Copy link');
    expect(page.querySelector('[role=status]')?.textContent).toContain('copy it by hand');
  });

  it('offers to share only where the browser can', () => {
    expect(show().button('Share')).toBeUndefined();
    const shared: ShareData[] = [];
    Object.assign(navigator, { share: async (data: ShareData) => void shared.push(data) });
    show().click('Share');
    expect(shared).toEqual([{ url: LINK }]);
  });

  it('shows the QR code at once where the link is what one does next, else on demand', () => {
    expect(show().page.querySelector('call-qr-code')).not.toBeNull();
    const quiet = show(true);
    expect(quiet.page.querySelector('call-qr-code')).toBeNull();
    quiet.click('QR code');
    expect(quiet.page.querySelector('call-qr-code')).not.toBeNull();
    expect(quiet.button('QR code')?.getAttribute('aria-expanded')).toBe('true');
  });
});
