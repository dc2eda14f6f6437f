import { FakeDeviceTrack } from '@holdfast/call-engine/testing';
import { FakeAudio } from '../testing/fake-audio';
import { levelOf$ } from './level-meter';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function listen(audio: FakeAudio) {
  const levels: number[] = [];
  const track = new FakeDeviceTrack('audio', 'microphone', 'track-1').asTrack;
  const subscription = levelOf$(track, audio).subscribe((level) => levels.push(level));
  return { levels, subscription };
}

describe('levelOf$', () => {
  it.each([
    ['silence', 0, 0],
    ['less than the room makes', 0.0005, 0],
    ['a whisper', 0.01, 0.4],
    ['a voice', 0.1, 0.8],
    ['a shout', 1, 1],
  ])('shows %s', (_, amplitude, level) => {
    const audio = new FakeAudio();
    audio.play(amplitude);
    const { levels, subscription } = listen(audio);
    jest.advanceTimersByTime(66);
    expect(levels).toHaveLength(1);
    expect(levels[0]).toBeCloseTo(level, 5);
    subscription.unsubscribe();
  });

  it('measures about 15 times a second', () => {
    const { levels, subscription } = listen(new FakeAudio());
    jest.advanceTimersByTime(1_000);
    expect(levels).toHaveLength(15);
    subscription.unsubscribe();
  });

  it('wakes what the browser holds back until the page is used', () => {
    const audio = new FakeAudio();
    const { subscription } = listen(audio);
    audio.used$.next();
    expect(audio.resumed).toBe(1);
    subscription.unsubscribe();
  });

  it('shows nothing of a microphone that the browser can not measure, and keeps no context for it', () => {
    const audio = new FakeAudio();
    audio.refuse();
    expect(listen(audio).levels).toEqual([0]);
    expect(audio.open).toBe(0);
  });

  it('leaves no context, timer or listener behind', () => {
    const audio = new FakeAudio();
    const { subscription } = listen(audio);
    expect(audio.open).toBe(1);
    subscription.unsubscribe();
    expect(audio.open).toBe(0);
    expect(audio.used$.observed).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});
