import { filter, firstValueFrom } from 'rxjs';
import type { Behavior } from '../behavior';
import { FakeDeviceMemory, FakeMediaDevices } from '../testing/media';
import { createLocalMedia } from './create-local-media';
import type { DeviceState } from './device-state';

function setUp() {
  const devices = new FakeMediaDevices();
  return { devices, media: createLocalMedia({ devices, memory: new FakeDeviceMemory() }) };
}

/** Resolves when the device has the status. */
function becomes(device$: Behavior<DeviceState>, status: DeviceState['status']): Promise<DeviceState> {
  return firstValueFrom(device$.pipe(filter((state) => state.status === status)));
}

describe('what changes by itself', () => {
  it('is noticed when a refused camera is allowed', async () => {
    const { media, devices } = setUp();
    devices.refuse('camera');
    await media.turnOn('camera');
    devices.grant('camera');
    await becomes(media.camera$, 'on');
    expect(media.shown$.value.camera).toBe('on');
  });

  it('is asked again when a block is removed', async () => {
    const { media, devices } = setUp();
    devices.refuse('microphone');
    await media.turnOn('microphone');
    devices.unblock('microphone');
    await becomes(media.microphone$, 'on');
  });

  it('asks nothing when a permission is given that nobody waits for', async () => {
    const { media, devices } = setUp();
    devices.refuse('microphone');
    devices.grant('microphone');
    await devices.quiet();
    expect(media.microphone$.value.status).toBe('idle');
    expect(devices.asked).toEqual([]);
  });

  it('is noticed when a missing camera is plugged in', async () => {
    const { media, devices } = setUp();
    devices.unplug('front-camera');
    await media.turnOn('camera');
    devices.plugIn('camera', 'desk-camera');
    expect(await becomes(media.camera$, 'on')).toMatchObject({ deviceId: 'desk-camera' });
  });

  it('does not ask for a missing camera when something else is plugged in', async () => {
    const { media, devices } = setUp();
    devices.unplug('front-camera');
    await media.turnOn('camera');
    const asked = devices.asked.length;
    devices.plugIn('microphone', 'headset');
    await devices.quiet();
    expect(devices.asked).toHaveLength(asked);
  });

  it('tries a busy camera again when the person comes back to the page', async () => {
    const { media, devices } = setUp();
    devices.occupy('front-camera');
    await media.turnOn('camera');
    devices.comeBack();
    await devices.quiet();
    expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'busy' });
    devices.free('front-camera');
    devices.comeBack();
    await becomes(media.camera$, 'on');
  });

  it('tries a busy camera again when something is plugged in, and when it is turned on once more', async () => {
    const { media, devices } = setUp();
    devices.occupy('front-camera');
    await media.turnOn('camera');
    devices.free('front-camera');
    devices.plugIn('microphone', 'headset');
    await becomes(media.camera$, 'on');
    media.release();
    devices.occupy('front-camera');
    await media.turnOn('camera');
    devices.free('front-camera');
    await media.turnOn('camera');
    expect(media.camera$.value.status).toBe('on');
  });

  it('falls back to another device when one is unplugged', async () => {
    const { media, devices } = setUp();
    devices.plugIn('microphone', 'headset');
    await media.turnOn('microphone');
    await media.select('microphone', 'headset');
    devices.unplug('headset');
    expect(await becomes(media.microphone$, 'on')).toMatchObject({ deviceId: 'built-in-microphone' });
    expect(devices.live).toHaveLength(1);
  });

  it('is missing when the last one is unplugged', async () => {
    const { media, devices } = setUp();
    await media.turnOn('camera');
    devices.unplug('front-camera');
    expect(await becomes(media.camera$, 'unavailable')).toMatchObject({ problem: 'missing' });
    expect(media.video$.value).toBeNull();
    expect(media.shown$.value.camera).toBe('none');
  });

  it('falls back each time that something is unplugged', async () => {
    const { media, devices } = setUp();
    devices.plugIn('microphone', 'headset');
    devices.plugIn('microphone', 'desk-microphone');
    await media.turnOn('microphone');
    devices.unplug('built-in-microphone');
    expect(await becomes(media.microphone$, 'on')).toMatchObject({ deviceId: 'headset' });
    devices.unplug('headset');
    expect(await becomes(media.microphone$, 'on')).toMatchObject({ deviceId: 'desk-microphone' });
  });

  it('does not start a camera for ever that dies with each start', async () => {
    const { media, devices } = setUp();
    await media.turnOn('camera');
    devices.live[0].breakOff();
    await becomes(media.camera$, 'on');
    devices.live[0].breakOff();
    await devices.quiet();
    expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'missing' });
    expect(devices.asked).toHaveLength(2);
  });

  it('is refused when a permission is taken back in the middle of a call', async () => {
    const { media, devices } = setUp();
    await media.turnOn('camera');
    devices.refuse('camera');
    expect(await becomes(media.camera$, 'unavailable')).toMatchObject({ problem: 'refused' });
  });

  it('never unmutes a microphone that was muted when its device went', async () => {
    const { media, devices } = setUp();
    await media.turnOn('microphone');
    media.turnOff('microphone');
    devices.unplug('built-in-microphone');
    await becomes(media.microphone$, 'unavailable');
    devices.plugIn('microphone', 'headset');
    await firstValueFrom(media.audio$.pipe(filter((track) => track !== null)));
    expect(media.microphone$.value).toEqual({ status: 'off', deviceId: 'headset' });
    expect(devices.live.map(({ enabled }) => enabled)).toEqual([false]);
  });

  it('does not open a camera that nobody wants on when it is allowed', async () => {
    const { media, devices } = setUp();
    devices.refuse('camera');
    await media.turnOn('camera');
    media.turnOff('camera');
    devices.grant('camera');
    expect(await becomes(media.camera$, 'off')).toEqual({ status: 'off', deviceId: '' });
    expect(devices.opened).toEqual([]);
  });

  it('goes on where the browser does not list its devices', async () => {
    const { media, devices } = setUp();
    devices.refuseToList();
    await media.turnOn('camera');
    devices.plugIn('camera', 'desk-camera');
    await devices.quiet();
    expect(media.camera$.value.status).toBe('on');
    expect(media.choices$.value.cameras).toEqual([]);
  });

  it('lists what was plugged in', async () => {
    const { media, devices } = setUp();
    await media.turnOn('microphone');
    devices.plugIn('microphone', 'headset');
    const { microphones } = await firstValueFrom(
      media.choices$.pipe(filter((choices) => choices.microphones.length === 2)),
    );
    expect(microphones.map(({ id }) => id)).toEqual(['built-in-microphone', 'headset']);
  });
});
