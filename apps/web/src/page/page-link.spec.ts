import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Address } from './address';
import { PageLink } from './page-link';

@Component({ imports: [PageLink], template: `<a appPageLink="/connectivity">Check</a>` })
class Host {}

describe('PageLink', () => {
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
    expect(link.getAttribute('href')).toBe('/connectivity');
    const event = new MouseEvent('click', { cancelable: true, ...init });
    link.dispatchEvent(event);
    return event.defaultPrevented;
  }

  it('opens its page in place', () => {
    expect(click()).toBe(true);
    expect(opened).toEqual(['/connectivity']);
  });

  it('leaves a click for another tab to the browser', () => {
    expect(click({ ctrlKey: true })).toBe(false);
    expect(opened).toEqual([]);
  });
});
