import { TestBed } from '@angular/core/testing';
import { fakeMedia, fakeTrack, getsAFrame, playedBy, type FakeMedia } from '../testing';
import { Picture } from './picture';

describe('Picture', () => {
  const [first, second] = [fakeTrack('video'), fakeTrack('video')];
  let media: FakeMedia;
  let update: (track: MediaStreamTrack | null, frozen: boolean) => void;
  let frame: () => void;
  let seen: () => 'still' | readonly MediaStreamTrack[];

  beforeEach(() => {
    media = fakeMedia();
    const fixture = TestBed.createComponent(Picture);
    const picture: HTMLElement = fixture.nativeElement;
    const video = () => picture.querySelector('video') as HTMLVideoElement;
    update = (track, frozen) => {
      fixture.componentRef.setInput('track', track);
      fixture.componentRef.setInput('frozen', frozen);
      fixture.detectChanges();
    };
    frame = () => {
      getsAFrame(video());
      fixture.detectChanges();
    };
    seen = () => (picture.querySelector('canvas')?.hidden ? playedBy(video()) : 'still');
    update(first, false);
  });

  it('lays a still over the video while nothing arrives, and takes it away when the same track goes on', () => {
    frame();
    expect(seen()).toEqual([first]);
    update(first, true);
    expect(seen()).toBe('still');
    expect(media.drawn).toEqual([first]);
    update(first, false);
    expect(seen()).toEqual([first]);
  });

  it('keeps the still until the track of the next connection has a frame', () => {
    frame();
    update(first, true);
    update(second, false);
    expect(seen()).toBe('still');
    frame();
    expect(seen()).toEqual([second]);
  });

  it('shows the next track at once where its first frame came before anybody said that it is connected', () => {
    frame();
    update(first, true);
    update(second, true);
    frame();
    expect(seen()).toBe('still');
    update(second, false);
    expect(seen()).toEqual([second]);
  });

  it('keeps the still while there is no track, and when the next one is lost before its first frame', () => {
    frame();
    update(first, true);
    update(null, true);
    expect(seen()).toBe('still');
    update(second, false);
    update(second, true);
    expect(seen()).toBe('still');
    expect(media.drawn).toEqual([first]);
  });

  it('takes another still at the next loss', () => {
    frame();
    update(first, true);
    update(second, false);
    frame();
    update(second, true);
    expect(media.drawn).toEqual([first, second]);
  });

  it('has no still of what was never seen', () => {
    update(first, true);
    expect(media.drawn).toEqual([]);
    expect(seen()).toEqual([first]);
  });
});
