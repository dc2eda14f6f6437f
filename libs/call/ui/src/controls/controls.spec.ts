import { TestBed } from '@angular/core/testing';
import type { DeviceState } from '@holdfast/call-engine';
import { fakeTrack } from '../testing';
import { Controls } from './controls';

const on: DeviceState = { status: 'on', track: fakeTrack('audio'), deviceId: 'one' };
const off: DeviceState = { status: 'off', deviceId: 'one' };
const missing: DeviceState = { status: 'unavailable', problem: 'missing' };

describe('Controls', () => {
  function show(microphone: DeviceState, camera: DeviceState) {
    const fixture = TestBed.createComponent(Controls);
    const pressed: string[] = [];
    fixture.componentInstance.microphoneToggled.subscribe(() => pressed.push('microphone'));
    fixture.componentInstance.cameraToggled.subscribe(() => pressed.push('camera'));
    fixture.componentRef.setInput('microphone', microphone);
    fixture.componentRef.setInput('camera', camera);
    fixture.detectChanges();
    const buttons = [...fixture.nativeElement.querySelectorAll('button')] as HTMLButtonElement[];
    return { buttons, pressed, names: buttons.map((button) => button.getAttribute('aria-label')) };
  }

  function type(key: string, init: KeyboardEventInit): KeyboardEvent {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    document.body.dispatchEvent(event);
    return event;
  }

  it.each([
    ['both on', on, on, ['Mute', 'Turn camera off']],
    ['both off', off, off, ['Unmute', 'Turn camera on']],
    ['neither to be had', missing, missing, ['Unmute', 'Turn camera on']],
  ])('names its buttons for what they do: %s', (_, microphone, camera, expected) => {
    expect(show(microphone, camera).names).toEqual(expected);
  });

  it('tells what was pressed', () => {
    const { buttons, pressed } = show(on, on);
    for (const button of buttons) button.click();
    expect(pressed).toEqual(['microphone', 'camera']);
  });

  it('takes Alt+M and Alt+V from anywhere on the page, and keeps them from the browser', () => {
    const { pressed } = show(on, on);
    expect(type('m', { altKey: true }).defaultPrevented).toBe(true);
    type('V', { altKey: true });
    type('µ', { altKey: true, code: 'KeyM' });
    expect(pressed).toEqual(['microphone', 'camera', 'microphone']);
  });

  it('leaves keys alone that are pressed by themselves, held down, or meant for something else', () => {
    const { pressed } = show(on, on);
    type('m', {});
    type('v', {});
    type('m', { ctrlKey: true, altKey: true });
    type('m', { metaKey: true, altKey: true });
    type('m', { repeat: true, altKey: true });
    expect(type('x', { altKey: true }).defaultPrevented).toBe(false);
    expect(pressed).toEqual([]);
  });

  it('marks a device that cannot be had by more than its colour', () => {
    const { buttons } = show(missing, off);
    expect(buttons[0].classList).toContain('problem');
    expect(buttons[1].classList).not.toContain('problem');
  });
});
