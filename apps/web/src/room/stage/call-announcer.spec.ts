import { TestBed } from '@angular/core/testing';
import { fakePeer } from '@holdfast/call-ui/testing';
import { CallAnnouncer } from './call-announcer';
import type { CallScene } from './call-news';
import { followMembers } from './member';

const nobody: CallScene = { members: [], noNetwork: null, noContact: null, notice: null };
const withAna: CallScene = { ...nobody, members: followMembers([], [fakePeer()], 'ready') };

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
    const { region, first, tell } = announce(nobody);
    expect(region.getAttribute('aria-live')).toBe('polite');
    expect(first).toEqual([]);
    expect(tell(withAna)).toEqual(['Ana joined.']);
    expect(tell(withAna)).toEqual(['Ana joined.']);
    expect(tell(nobody)).toEqual(['Ana joined.', 'Ana left.']);
  });

  it('keeps the last few sentences alone', () => {
    const { tell } = announce(nobody);
    for (let time = 0; time < 9; time++) tell(time % 2 ? nobody : withAna);
    expect(tell(nobody)).toHaveLength(6);
  });
});
