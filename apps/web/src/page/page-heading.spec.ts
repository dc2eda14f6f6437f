import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PageHeading } from './page-heading';

@Component({ imports: [PageHeading], template: `<h1 appPageHeading="First · Holdfast">First</h1>` })
class First {}

@Component({ imports: [PageHeading], template: `<h1 appPageHeading="Second · Holdfast">Second</h1>` })
class Second {}

describe('PageHeading', () => {
  afterEach(() => jest.useRealTimers());

  async function open(page: typeof First | typeof Second): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(page);
    await fixture.whenStable();
    return fixture.nativeElement.querySelector('h1');
  }

  it('names the tab: at once where the application is loaded, a second after a page that follows another', () => {
    jest.useFakeTimers();
    TestBed.createComponent(First).detectChanges();
    expect(document.title).toBe('First · Holdfast');
    TestBed.createComponent(Second).detectChanges();
    jest.advanceTimersByTime(999);
    expect(document.title).toBe('First · Holdfast');
    jest.advanceTimersByTime(1);
    expect(document.title).toBe('Second · Holdfast');
  });

  it('takes the focus when a page follows another, not when the application is loaded', async () => {
    const first = await open(First);
    expect(document.activeElement).not.toBe(first);
    const second = await open(Second);
    expect(document.activeElement).toBe(second);
  });
});
