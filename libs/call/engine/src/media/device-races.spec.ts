import { FakeDeviceMemory, FakeMediaDevices } from '../testing/media';
import { createLocalMedia } from './create-local-media';
import type { DeviceState } from './device-state';

function setUp() {
  const devices = new FakeMediaDevices();
  return { devices, media: createLocalMedia({ devices, memory: new FakeDeviceMemory() }) };
}

describe('answers that come too late', () => {
  it('close a camera that was turned off while the person was asked', async () => {
    const { media, devices } = setUp();
    devices.hold();
    const turnedOn = media.turnOn('camera');
    media.turnOff('camera');
    expect(media.camera$.value.status).toBe('off');
    devices.answer();
    await turnedOn;
    expect(media.camera$.value).toEqual({ status: 'off', deviceId: 'front-camera' });
    expect(devices.opened).toHaveLength(1);
    expect(devices.live).toEqual([]);
  });

  it('leave a microphone muted that was muted while the person was asked', async () => {
    const { media, devices } = setUp();
    devices.hold();
    const turnedOn = media.turnOn('microphone');
    media.turnOff('microphone');
    devices.answer();
    await turnedOn;
    expect(media.microphone$.value).toEqual({ status: 'off', deviceId: 'built-in-microphone' });
    expect(devices.live.map(({ enabled }) => enabled)).toEqual([false]);
  });

  it('are closed after a release', async () => {
    const { media, devices } = setUp();
    devices.hold();
    void media.turnOn('camera');
    media.release();
    devices.answer();
    await devices.quiet();
    expect(media.camera$.value).toEqual({ status: 'idle' });
    expect(devices.opened).toHaveLength(1);
    expect(devices.live).toEqual([]);
  });

  it('are closed after the end, and nobody waits for them', async () => {
    const { media, devices } = setUp();
    devices.hold();
    const turnedOn = media.turnOn('camera');
    media.dispose();
    await turnedOn;
    devices.answer();
    await devices.quiet();
    expect(devices.opened).toHaveLength(1);
    expect(devices.live).toEqual([]);
  });

  it('are closed where the person has picked another device meanwhile', async () => {
    const { media, devices } = setUp();
    devices.plugIn('camera', 'desk-camera');
    devices.hold();
    const turnedOn = media.turnOn('camera');
    const selected = media.select('camera', 'desk-camera');
    devices.answer();
    await Promise.all([turnedOn, selected]);
    expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    expect(devices.live.map(({ deviceId }) => deviceId)).toEqual(['desk-camera']);
  });

  it('change nothing where a refusal comes after a release', async () => {
    const { media, devices } = setUp();
    devices.hold();
    devices.refuse('camera');
    void media.turnOn('camera');
    media.release();
    devices.answer();
    await devices.quiet();
    expect(media.camera$.value).toEqual({ status: 'idle' });
  });
});

describe('quick hands', () => {
  it('ask once, however often they toggle, and end as they were left', async () => {
    const { media, devices } = setUp();
    devices.hold();
    for (let press = 0; press < 3; press += 1) {
      void media.turnOn('camera');
      media.turnOff('camera');
    }
    const turnedOn = media.turnOn('camera');
    expect(devices.asked).toHaveLength(1);
    devices.answer();
    await turnedOn;
    expect(media.camera$.value.status).toBe('on');
    expect(devices.live).toHaveLength(1);
  });

  it('pick the last of several devices', async () => {
    const { media, devices } = setUp();
    devices.plugIn('microphone', 'headset');
    devices.plugIn('microphone', 'desk-microphone');
    await media.turnOn('microphone');
    await Promise.all([media.select('microphone', 'headset'), media.select('microphone', 'desk-microphone')]);
    expect(media.microphone$.value).toMatchObject({ status: 'on', deviceId: 'desk-microphone' });
    expect(devices.live).toHaveLength(1);
  });

  it('may turn a camera off in the middle of a change', async () => {
    const { media, devices } = setUp();
    devices.plugIn('camera', 'desk-camera');
    await media.turnOn('camera');
    devices.hold();
    const selected = media.select('camera', 'desk-camera');
    media.turnOff('camera');
    expect(devices.live).toEqual([]);
    devices.answer();
    await selected;
    expect(media.camera$.value).toEqual({ status: 'off', deviceId: 'desk-camera' });
    expect(devices.live).toEqual([]);
  });

  it('may turn a camera off and on in the middle of a change, and get the picked one', async () => {
    const { media, devices } = setUp();
    devices.plugIn('camera', 'desk-camera');
    await media.turnOn('camera');
    devices.hold();
    const selected = media.select('camera', 'desk-camera');
    media.turnOff('camera');
    const turnedOn = media.turnOn('camera');
    devices.answer();
    await Promise.all([selected, turnedOn]);
    expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    expect(devices.asked).toHaveLength(2);
  });

  it('go on with the picked device where the old one is unplugged in the middle of a change', async () => {
    const { media, devices } = setUp();
    devices.plugIn('microphone', 'desk-microphone');
    devices.plugIn('microphone', 'headset');
    await media.turnOn('microphone');
    devices.hold();
    const selected = media.select('microphone', 'headset');
    devices.unplug('built-in-microphone');
    expect(media.audio$.value).toBeNull();
    devices.answer();
    await selected;
    expect(media.microphone$.value).toMatchObject({ status: 'on', deviceId: 'headset' });
  });

  it('may act on a track while it is told of, and the last word counts', async () => {
    const { media, devices } = setUp();
    const seen: DeviceState['status'][] = [];
    media.camera$.subscribe(({ status }) => seen.push(status));
    media.video$.subscribe((track) => {
      if (track !== null) media.turnOff('camera');
    });
    await media.turnOn('camera');
    expect(seen).toEqual(['idle', 'asking', 'on', 'off']);
    expect(media.video$.value).toBeNull();
    expect(devices.live).toEqual([]);
  });
});

describe('the end', () => {
  it('closes every track and completes every stream', async () => {
    const { media, devices } = setUp();
    const completed: string[] = [];
    media.microphone$.subscribe({ complete: () => completed.push('microphone') });
    media.video$.subscribe({ complete: () => completed.push('video') });
    media.shown$.subscribe({ complete: () => completed.push('shown') });
    media.choices$.subscribe({ complete: () => completed.push('choices') });
    await Promise.all([media.turnOn('microphone'), media.turnOn('camera')]);
    media.dispose();
    expect(devices.opened.map(({ readyState, listeners }) => [readyState, listeners])).toEqual([
      ['ended', 0],
      ['ended', 0],
    ]);
    expect(completed.sort()).toEqual(['choices', 'microphone', 'shown', 'video']);
  });

  it('asks for nothing afterwards and listens to nothing', async () => {
    const { media, devices } = setUp();
    media.dispose();
    await media.turnOn('camera');
    expect(devices.asked).toEqual([]);
    expect(devices.changed$.observed).toBe(false);
    expect(devices.returned$.observed).toBe(false);
  });

  it('can begin anew after a release', async () => {
    const { media, devices } = setUp();
    await media.turnOn('camera');
    media.release();
    expect(devices.live).toEqual([]);
    await media.turnOn('camera');
    expect(media.camera$.value.status).toBe('on');
  });
});
