import { TestBed } from '@angular/core/testing';
import { fakeMedia, fakeTrack, playedBy } from '../testing';
import { Picture } from './picture';

describe('Picture', () => {
  beforeEach(() => fakeMedia());

  function show(track: MediaStreamTrack | null) {
    const fixture = TestBed.createComponent(Picture);
    const play = (next: MediaStreamTrack | null) => {
      fixture.componentRef.setInput('track', next);
      fixture.detectChanges();
    };
    const videos = (): HTMLVideoElement[] => [...fixture.nativeElement.querySelectorAll('video')];
    return {
      play,
      /** What can be seen or is about to be, from the back to the front. */
      played: () => videos().flatMap((video) => playedBy(video)),
      videos,
      getsAFrame: (of: MediaStreamTrack) => {
        videos()
          .find((video) => playedBy(video)[0] === of)
          ?.dispatchEvent(new Event('loadeddata'));
        fixture.detectChanges();
      },
      begin: play(track),
    };
  }

  it('keeps the last frame in front until the next track has its first one', () => {
    const [first, second] = [fakeTrack('video'), fakeTrack('video')];
    const { play, played, videos, getsAFrame } = show(first);
    getsAFrame(first);
    const [front] = videos();
    play(second);
    expect(played()).toEqual([second, first]);
    expect(videos()[1]).toBe(front);
    getsAFrame(second);
    expect(played()).toEqual([second]);
  });

  it('keeps the last frame where there is no track any more', () => {
    const first = fakeTrack('video');
    const { play, played, getsAFrame } = show(first);
    getsAFrame(first);
    play(null);
    expect(played()).toEqual([first]);
  });

  it('lets go of a track that never had a frame, and of one that came back', () => {
    const [first, second, third] = [fakeTrack('video'), fakeTrack('video'), fakeTrack('video')];
    const { play, played, getsAFrame } = show(first);
    play(second);
    expect(played()).toEqual([second]);
    getsAFrame(second);
    play(third);
    play(second);
    expect(played()).toEqual([second]);
  });

  it('shows one element for one track, however often it has loaded', () => {
    const first = fakeTrack('video');
    const { played, getsAFrame } = show(first);
    getsAFrame(first);
    getsAFrame(first);
    expect(played()).toEqual([first]);
  });
});
