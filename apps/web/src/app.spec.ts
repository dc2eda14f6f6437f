import { Component, input } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { App } from './app';
import { Address } from './page/address';
import { PageOf } from './pages';
import { Page } from './testing/page';

@Component({ template: `first` })
class First {}

@Component({ template: `room {{ room() }}` })
class Second {
  readonly room = input.required<string>();
}

describe('App', () => {
  let page: Page;
  let reloads: number;

  beforeEach(async () => {
    history.replaceState(null, '', '/');
    reloads = 0;
    const pageOf: PageOf = async (path) => {
      if (path === '/') return { component: First, inputs: {} };
      if (path === '/gone') throw new TypeError('Failed to fetch dynamically imported module');
      return { component: Second, inputs: { room: path.slice(3) } };
    };
    TestBed.configureTestingModule({ providers: [{ provide: PageOf, useValue: pageOf }] });
    TestBed.inject(Address).reload = () => void (reloads += 1);
    page = new Page(TestBed.createComponent(App));
    await page.settle();
  });

  async function open(path: string): Promise<void> {
    TestBed.inject(Address).open(path);
    await page.settle();
    await page.settle();
  }

  it('shows the page of the address, and the next one in place', async () => {
    expect(page.element.textContent?.trim()).toBe('first');
    await open('/r/one');
    expect(page.element.textContent?.trim()).toBe('room one');
    expect(location.pathname).toBe('/r/one');
  });

  it('follows the button back', async () => {
    await open('/r/one');
    history.replaceState(null, '', '/');
    window.dispatchEvent(new Event('popstate'));
    await page.settle();
    await page.settle();
    expect(page.element.textContent?.trim()).toBe('first');
  });

  it('is loaded anew where the files of the next page are gone from the server', async () => {
    await open('/gone');
    expect(reloads).toBe(1);
  });
});

describe('PageOf', () => {
  it.each([
    ['/', 'Home', {}],
    ['/r/abc', 'Room', { room: 'abc' }],
    ['/r/abc/', 'Room', { room: 'abc' }],
    ['/r/abc/more', 'NotFound', {}],
    ['/other', 'NotFound', {}],
  ])('knows the page of %s', async (path, name, inputs) => {
    const shown = await TestBed.inject(PageOf)(path);
    expect(shown.component.name.replace(/^_/, '')).toBe(name);
    expect(shown.inputs).toEqual(inputs);
  });
});
