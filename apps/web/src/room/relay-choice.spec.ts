import { TestBed } from '@angular/core/testing';
import { CallStore } from '@holdfast/call-angular';
import { FakeCallStore } from '../testing/fake-call-store';
import { Page } from '../testing/page';
import { RelayChoice } from './relay-choice';

describe('RelayChoice', () => {
  let store: FakeCallStore;

  beforeEach(() => {
    store = new FakeCallStore();
    TestBed.configureTestingModule({ providers: [{ provide: CallStore, useValue: store }] });
  });

  const open = () => new Page(TestBed.createComponent(RelayChoice));
  const theSwitch = (page: Page) => page.find('input[role=switch]') as HTMLInputElement | null;

  it.each([null, false])('is not there where no relay is known of: %s', (hasRelay) => {
    store.hasRelay.set(hasRelay);
    expect(theSwitch(open())).toBeNull();
  });

  it('hides the address and shows it again', () => {
    store.hasRelay.set(true);
    const page = open();
    expect(page.read('label')).toBe('Hide my address');
    expect(theSwitch(page)?.checked).toBe(false);
    theSwitch(page)?.click();
    page.look();
    expect(theSwitch(page)?.checked).toBe(true);
    theSwitch(page)?.click();
    expect(store.asked).toEqual(['relay only', 'any path']);
  });

  it('stays where it was chosen once, and says what it means on a server without a relay', () => {
    store.relayOnly.set(true);
    const page = open();
    expect(page.read('[role=status]')).toBe('');
    store.hasRelay.set(false);
    page.look();
    expect(page.read('[role=status]')).toContain('nobody can reach you while this is on');
  });
});
