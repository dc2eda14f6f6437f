import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { FakeCallStore } from '../../testing/fake-call-store';
import { Page } from '../../testing/page';
import { Elsewhere } from './elsewhere';

describe('Elsewhere', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says where the call is and takes it over, once', () => {
    const store = new FakeCallStore();
    TestBed.configureTestingModule({ providers: [{ provide: CallStore, useValue: store }] });
    store.isElsewhere();
    const page = new Page(TestBed.createComponent(Elsewhere));
    expect(page.read('h1')).toBe('You are in this call in another tab');
    page.press('Take the call over');
    page.press('Taking over …');
    expect(store.asked).toEqual(['take over']);
    page.pass(3_000);
    expect(page.read('[role=status]')).toBe('It takes longer than usual. Trying again.');
    expect(page.find('a.button')?.getAttribute('href')).toBe('/');
  });
});
