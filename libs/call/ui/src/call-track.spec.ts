import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CallTrack } from './call-track';
import { fakeMedia, fakeTrack, playedBy, type FakeMedia } from './testing/fake-media';

@Component({
  imports: [CallTrack],
  template: `
    <video [callTrack]="picture()"></video>
    <audio
      [callTrack]="sound()"
      [speaker]="speaker()"
      (blocked)="blocked.push($event)"
      (speakerRefused)="refused = refused + 1"
    ></audio>
  `,
})
class Host {
  readonly picture = signal<MediaStreamTrack | null>(null);
  readonly sound = signal<MediaStreamTrack | null>(null);
  readonly speaker = signal('');
  readonly blocked: boolean[] = [];
  refused = 0;
}

describe('CallTrack', () => {
  let media: FakeMedia;
  let host: Host;
  let video: HTMLVideoElement;
  let audio: HTMLAudioElement;
  let stable: () => Promise<unknown>;
  let destroy: () => void;

  beforeEach(async () => {
    media = fakeMedia();
    const fixture = TestBed.createComponent(Host);
    host = fixture.componentInstance;
    video = fixture.nativeElement.querySelector('video');
    audio = fixture.nativeElement.querySelector('audio');
    stable = () => fixture.whenStable();
    destroy = () => fixture.destroy();
    await stable();
  });

  it('plays the track it is given, and the next one in its place', async () => {
    const [first, second] = [fakeTrack('video'), fakeTrack('video')];
    host.picture.set(first);
    await stable();
    expect(playedBy(video)).toEqual([first]);
    host.picture.set(second);
    await stable();
    expect(playedBy(video)).toEqual([second]);
  });

  it('lets the element go empty without a track, and when it is destroyed', async () => {
    host.picture.set(fakeTrack('video'));
    host.sound.set(fakeTrack('audio'));
    await stable();
    host.picture.set(null);
    await stable();
    expect(video.srcObject).toBeNull();
    destroy();
    expect(audio.srcObject).toBeNull();
  });

  it('takes a video for a picture alone: it is muted, the sound is not', () => {
    expect(video.muted).toBe(true);
    expect(audio.muted).toBe(false);
  });

  it('is no stop on the way of the Tab key', () => {
    expect([video.tabIndex, audio.tabIndex]).toEqual([-1, -1]);
  });

  it('sends the sound to the chosen speaker', async () => {
    host.speaker.set('headset');
    await stable();
    expect(media.speakers.get(audio)).toBe('headset');
  });

  it('says that a speaker can not be had, once and not of one that is no longer wanted', async () => {
    media.refuseSpeaker('headset');
    host.speaker.set('headset');
    await stable();
    expect(host.refused).toBe(1);
    expect(media.speakers.get(audio)).toBe('');
    media.refuseSpeaker('other');
    host.speaker.set('other');
    TestBed.tick();
    host.speaker.set('');
    TestBed.tick();
    await stable();
    expect(host.refused).toBe(1);
  });

  it('says that the browser keeps the sound back', async () => {
    media.refuseToPlay('NotAllowedError');
    host.sound.set(fakeTrack('audio'));
    await stable();
    expect(host.blocked).toEqual([true]);
  });

  it('says nothing of a play that a newer track cut short', async () => {
    media.refuseToPlay('AbortError');
    host.sound.set(fakeTrack('audio'));
    await stable();
    expect(host.blocked).toEqual([]);
  });
});
