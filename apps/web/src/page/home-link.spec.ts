import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Address } from './address';
import { HomeLink } from './home-link';

@Component({ imports: [HomeLink], template: `<a appHomeLink>Home</a>` })
class Host {}

describe('HomeLink', () => {
  const opened: string[] = [];

  beforeEach(() => {
    opened.length = 0;
    TestBed.configureTestingModule({
      providers: [{ provide: Address, useValue: { open: (path: string) => opened.push(path) } }],
    });
  });

  function click(init: MouseEventInit = {}): boolean {
    const fixture = TestBed.createComponent(Host);
    fixture.detectChanges();
    const link: HTMLAnchorElement = fixture.nativeElement.querySelector('a');
    expect(link.getAttribute('href')).toBe('/');
    const event = new MouseEvent('click', { cancelable: true, ...init });
    link.dispatchEvent(event);
    return event.defaultPrevented;
  }

  it('opens the home page in place', () => {
    expect(click()).toBe(true);
    expect(opened).toEqual(['/']);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }])(
    'leaves %j to the browser',
    (init) => {
      expect(click(init)).toBe(false);
      expect(opened).toEqual([]);
    },
  );
});
