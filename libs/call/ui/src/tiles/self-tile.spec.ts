import { TestBed } from '@angular/core/testing';
import type { DeviceState } from '@holdfast/call-engine';
import { fakeMedia, fakeTrack, playedBy } from '../testing';
import { SelfTile } from './self-tile';

const track = fakeTrack('video');
const on: DeviceState = { status: 'on', track, deviceId: 'one' };
const off: DeviceState = { status: 'off', deviceId: 'one' };
const refused: DeviceState = { status: 'unavailable', problem: 'refused' };

describe('SelfTile', () => {
  beforeEach(() => fakeMedia());

  function show(microphone: DeviceState, camera: DeviceState): HTMLElement {
    const fixture = TestBed.createComponent(SelfTile);
    fixture.componentRef.setInput('microphone', microphone);
    fixture.componentRef.setInput('camera', camera);
    fixture.detectChanges();
    return fixture.nativeElement;
  }

  it('shows the own camera', () => {
    const tile = show(on, on);
    expect(playedBy(tile.querySelector('video'))).toEqual([track]);
    expect({ ...tile.dataset }).toMatchObject({ tile: 'self', microphone: 'on', camera: 'on' });
    expect(tile.textContent?.trim()).toBe('');
  });

  it('says what is off, not by colour alone', () => {
    const tile = show(off, refused);
    expect(tile.querySelector('video')).toBeNull();
    expect({ ...tile.dataset }).toMatchObject({ microphone: 'off', camera: 'none' });
    expect(tile.textContent).toContain('Your microphone is off');
    expect(tile.textContent).toContain('Your camera is off');
  });
});
