import type { Observable } from 'rxjs';
import { FakePage } from '../testing/fake-page';

function count(events$: Observable<unknown>): { times: number; stop(): void } {
  const counted = { times: 0, stop: () => subscription.unsubscribe() };
  const subscription = events$.subscribe(() => (counted.times += 1));
  return counted;
}

describe('PageEvents', () => {
  it('says whether anybody can see the page, now and with each change', () => {
    const page = new FakePage();
    page.hide();
    const seen: boolean[] = [];
    page.events.visible$.subscribe((visible) => seen.push(visible));
    page.show();
    page.show();
    page.hide();
    expect(seen).toEqual([false, true, false]);
  });

  it('takes focus, pressing and typing for use', () => {
    const page = new FakePage();
    const [used, focused] = [count(page.events.used$), count(page.events.focused$)];
    page.focus();
    page.press();
    page.type();
    expect(used.times).toBe(4);
    expect(focused.times).toBe(1);
  });

  it('tells a return from the back/forward cache from a first showing', () => {
    const page = new FakePage();
    const back = count(page.events.isBack$);
    page.appear(false);
    expect(back.times).toBe(0);
    page.appear(true);
    expect(back.times).toBe(1);
  });

  it('notices another network, also where the browser has no Network Information', () => {
    const [page, plain] = [new FakePage(), new FakePage(false)];
    const [changes, plainChanges] = [count(page.events.networkChanged$), count(plain.events.networkChanged$)];
    page.getNetwork();
    page.changeNetwork();
    plain.getNetwork();
    expect(changes.times).toBe(2);
    expect(plainChanges.times).toBe(1);
  });

  it('says nothing of a network that is gone', () => {
    const page = new FakePage();
    const changes = count(page.events.networkChanged$);
    page.loseNetwork();
    expect(changes.times).toBe(0);
    page.getNetwork();
    expect(changes.times).toBe(1);
  });

  it('goes away before its sockets are closed, and again when it is hidden', () => {
    const page = new FakePage();
    const away = count(page.events.goesAway$);
    page.beginToGo();
    expect(away.times).toBe(1);
    page.goAway();
    expect(away.times).toBe(2);
  });

  it('leaves no listener behind', () => {
    const page = new FakePage();
    const { goesAway$, isBack$, visible$, used$, networkChanged$ } = page.events;
    const all = [goesAway$, isBack$, visible$, used$, networkChanged$].map(count);
    expect(page.listeners).toBe(10);
    for (const each of all) each.stop();
    expect(page.listeners).toBe(0);
  });
});
