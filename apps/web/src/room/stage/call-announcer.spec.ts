import { TestBed } from '@angular/core/testing';
import { fakePeer } from '@holdfast/call-ui/testing';
import { CallAnnouncer } from './call-announcer';
import type { CallScene } from './call-news';

describe('CallAnnouncer', () => {
  function announce(first: CallScene) {
    const fixture = TestBed.createComponent(CallAnnouncer);
    const tell = (scene: CallScene) => {
      fixture.componentRef.setInput('scene', scene);
      fixture.detectChanges();
      return [...fixture.nativeElement.querySelectorAll('p')].map(({ textContent }) => textContent);
    };
    return { region: fixture.nativeElement as HTMLElement, first: tell(first), tell };
  }

  it('says each change once, in a polite region', () => {
    const { region, first, tell } = announce({ peers: [], noContact: null });
    expect(region.getAttribute('aria-live')).toBe('polite');
    expect(first).toEqual([]);
    expect(tell({ peers: [fakePeer()], noContact: null })).toEqual(['Ana joined.']);
    expect(tell({ peers: [fakePeer()], noContact: null })).toEqual(['Ana joined.']);
    expect(tell({ peers: [], noContact: null })).toEqual(['Ana joined.', 'Ana left.']);
  });

  it('keeps the last few sentences alone', () => {
    const { tell } = announce({ peers: [], noContact: null });
    for (let time = 0; time < 9; time++) tell({ peers: time % 2 ? [] : [fakePeer()], noContact: null });
    expect(tell({ peers: [], noContact: null })).toHaveLength(6);
  });
});
