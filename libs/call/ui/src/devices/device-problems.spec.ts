import { TestBed } from '@angular/core/testing';
import type { DeviceState, MediaProblem } from '@holdfast/call-engine';
import { fakeTrack } from '../testing';
import { Browser } from './browser';
import { DeviceProblems } from './device-problems';

const on: DeviceState = { status: 'on', track: fakeTrack('audio'), deviceId: 'one' };
const without = (problem: MediaProblem): DeviceState => ({ status: 'unavailable', problem });

describe('DeviceProblems', () => {
  beforeEach(() => TestBed.overrideProvider(Browser, { useValue: { family: 'firefox', phone: false } }));

  function show(microphone: DeviceState, camera: DeviceState) {
    const fixture = TestBed.createComponent(DeviceProblems);
    const asked: string[] = [];
    fixture.componentInstance.askedAgain.subscribe((kind) => asked.push(kind));
    fixture.componentRef.setInput('microphone', microphone);
    fixture.componentRef.setInput('camera', camera);
    fixture.detectChanges();
    const page: HTMLElement = fixture.nativeElement;
    return {
      page,
      asked,
      notes: [...page.querySelectorAll<HTMLElement>('.note')],
      button: page.querySelector('button'),
    };
  }

  it('says nothing while nothing is wrong', () => {
    expect(show(on, { status: 'asking' }).page.textContent?.trim()).toBe('');
  });

  it('says of each device apart what is wrong with it', () => {
    const { notes } = show(without('missing'), without('refused'));
    expect(notes.map(({ dataset }) => [dataset['devices'], dataset['problem']])).toEqual([
      ['camera', 'refused'],
      ['microphone', 'missing'],
    ]);
  });

  it('says once what is wrong with both', () => {
    const { notes } = show(without('refused'), without('refused'));
    expect(notes).toHaveLength(1);
    expect(notes[0].textContent).toContain('Firefox blocks camera and microphone for this page.');
  });

  it('asks again for what it is about', () => {
    const camera = show(on, without('busy'));
    camera.button?.click();
    expect(camera.asked).toEqual(['camera']);
    const both = show(without('refused'), without('refused'));
    both.button?.click();
    expect(both.asked).toEqual(['microphone', 'camera']);
  });

  it.each(['missing', 'insecure'] as const)('offers no second try where none helps: %s', (problem) => {
    expect(show(on, without(problem)).button).toBeNull();
  });
});
