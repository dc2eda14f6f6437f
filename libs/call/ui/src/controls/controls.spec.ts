import { TestBed } from '@angular/core/testing';
import type { DeviceState } from '@holdfast/call-engine';
import { fakeTrack } from '../testing';
import { Controls } from './controls';

const on: DeviceState = { status: 'on', track: fakeTrack('audio'), deviceId: 'one' };
const off: DeviceState = { status: 'off', deviceId: 'one' };
const missing: DeviceState = { status: 'unavailable', problem: 'missing' };

describe('Controls', () => {
  const remove: (() => void)[] = [];

  afterEach(() => remove.splice(0).forEach((undo) => undo()));

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

  function type(key: string, on: HTMLElement = document.body, init: KeyboardEventInit = {}): void {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
  }

  function onPage(tag: string): HTMLElement {
    const element = document.body.appendChild(document.createElement(tag));
    remove.push(() => element.remove());
    return element;
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

  it('takes M and V from anywhere on the page', () => {
    const { pressed } = show(on, on);
    type('m');
    type('V');
    expect(pressed).toEqual(['microphone', 'camera']);
  });

  it('leaves keys alone that are typed into a field, held down, or meant for the browser', () => {
    const { pressed } = show(on, on);
    type('m', onPage('input'));
    type('m', onPage('select'));
    type('m', onPage('dialog'));
    type('m', document.body, { ctrlKey: true });
    type('m', document.body, { metaKey: true });
    type('m', document.body, { repeat: true });
    expect(pressed).toEqual([]);
  });

  it('marks a device that cannot be had by more than its colour', () => {
    const { buttons } = show(missing, off);
    expect(buttons[0].classList).toContain('problem');
    expect(buttons[1].classList).not.toContain('problem');
  });
});
