import { filter, firstValueFrom } from 'rxjs';
import { FakeDeviceMemory, FakeMediaDevices } from '../testing/media';
import { createLocalMedia } from './create-local-media';

function setUp(devices = new FakeMediaDevices()) {
  const memory = new FakeDeviceMemory();
  return { devices, memory, media: createLocalMedia({ devices, memory }) };
}

describe('local media', () => {
  describe('asking', () => {
    it('asks for nothing by itself', () => {
      const { media, devices } = setUp();
      expect(media.microphone$.value).toEqual({ status: 'idle' });
      expect(media.shown$.value).toEqual({ microphone: 'none', camera: 'none' });
      expect(devices.asked).toEqual([]);
    });

    it('asks for each kind apart, with wishes that no device can fail', async () => {
      const { media, devices } = setUp();
      await Promise.all([media.turnOn('microphone'), media.turnOn('camera')]);
      expect(devices.asked).toEqual([
        {
          kind: 'microphone',
          constraints: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        },
        {
          kind: 'camera',
          constraints: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
        },
      ]);
    });

    it('is asking until the person has answered, then on with the device that was given', async () => {
      const { media, devices } = setUp();
      devices.hold();
      const turnedOn = media.turnOn('camera');
      expect(media.camera$.value).toEqual({ status: 'asking' });
      expect(media.video$.value).toBeNull();
      devices.answer();
      await turnedOn;
      const [track] = devices.opened;
      expect(media.camera$.value).toEqual({ status: 'on', track, deviceId: 'front-camera' });
      expect(media.video$.value).toBe(track);
      expect(media.shown$.value).toEqual({ microphone: 'none', camera: 'on' });
    });

    it('goes on with the microphone where the camera is refused', async () => {
      const { media, devices } = setUp();
      devices.refuse('camera');
      await Promise.all([media.turnOn('microphone'), media.turnOn('camera')]);
      expect(media.microphone$.value.status).toBe('on');
      expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'refused' });
      expect(media.shown$.value).toEqual({ microphone: 'on', camera: 'none' });
    });

    it('says that a device is missing', async () => {
      const { media, devices } = setUp();
      devices.unplug('built-in-microphone');
      await media.turnOn('microphone');
      expect(media.microphone$.value).toEqual({ status: 'unavailable', problem: 'missing' });
    });

    it('says that another program holds a device', async () => {
      const { media, devices } = setUp();
      devices.occupy('front-camera');
      await media.turnOn('camera');
      expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'busy' });
    });

    it('says that the page is not secure, without asking a browser that would not answer', async () => {
      const { media, devices } = setUp(new FakeMediaDevices(false));
      await Promise.all([media.turnOn('microphone'), media.turnOn('camera')]);
      expect(media.microphone$.value).toEqual({ status: 'unavailable', problem: 'insecure' });
      expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'insecure' });
      expect(devices.asked).toEqual([]);
    });

    it('asks for the device that was picked last', async () => {
      const { media, devices, memory } = setUp();
      devices.plugIn('camera', 'desk-camera');
      memory.remember('camera', 'desk-camera');
      await media.turnOn('camera');
      expect(devices.asked[0].constraints.deviceId).toEqual({ exact: 'desk-camera' });
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    });

    it('takes any other where the one that was picked last is gone', async () => {
      const { media, memory } = setUp();
      memory.remember('camera', 'desk-camera');
      await media.turnOn('camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'front-camera' });
    });

    it('says that the picked camera is held by another program, and opens no other one unasked', async () => {
      const { media, devices, memory } = setUp();
      devices.plugIn('camera', 'desk-camera');
      devices.occupy('desk-camera');
      memory.remember('camera', 'desk-camera');
      await media.turnOn('camera');
      expect(media.camera$.value).toEqual({ status: 'unavailable', problem: 'busy' });
      expect(devices.opened).toEqual([]);
    });
  });

  describe('muting and camera off', () => {
    it('keeps a muted microphone, silent, and unmutes it without asking', async () => {
      const { media, devices } = setUp();
      await media.turnOn('microphone');
      const [track] = devices.opened;
      media.turnOff('microphone');
      expect(media.microphone$.value).toEqual({ status: 'off', deviceId: 'built-in-microphone' });
      expect(media.audio$.value).toBe(track);
      expect(track.enabled).toBe(false);
      expect(media.shown$.value.microphone).toBe('off');
      void media.turnOn('microphone');
      expect(media.microphone$.value).toMatchObject({ status: 'on', track });
      expect(track.enabled).toBe(true);
      expect(devices.asked).toHaveLength(1);
    });

    it('lets a camera go that is turned off, and opens the same one again', async () => {
      const { media, devices } = setUp();
      devices.plugIn('camera', 'desk-camera');
      await media.turnOn('camera');
      await media.select('camera', 'desk-camera');
      media.turnOff('camera');
      expect(devices.live).toEqual([]);
      expect(media.video$.value).toBeNull();
      expect(media.camera$.value).toEqual({ status: 'off', deviceId: 'desk-camera' });
      await media.turnOn('camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    });

    it('opens the same camera again, also where the browser would choose another by now', async () => {
      const { media, devices } = setUp();
      await media.turnOn('camera');
      media.turnOff('camera');
      devices.unplug('front-camera');
      devices.plugIn('camera', 'desk-camera');
      devices.plugIn('camera', 'front-camera');
      await media.turnOn('camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'front-camera' });
    });

    it('shows a camera as off, not as none, while it is opened again', async () => {
      const { media, devices } = setUp();
      await media.turnOn('camera');
      media.turnOff('camera');
      devices.hold();
      void media.turnOn('camera');
      expect(media.camera$.value).toEqual({ status: 'asking' });
      expect(media.shown$.value.camera).toBe('off');
      media.dispose();
    });

    it('is off without asking where it is turned off before it was ever on', () => {
      const { media, devices } = setUp();
      media.turnOff('microphone');
      expect(media.microphone$.value).toEqual({ status: 'off', deviceId: '' });
      expect(media.shown$.value.microphone).toBe('off');
      expect(devices.asked).toEqual([]);
    });
  });

  describe('choosing', () => {
    it('lists what can be picked once a device of the kind was opened', async () => {
      const { media, devices } = setUp();
      devices.plugIn('camera', 'desk-camera');
      expect(media.choices$.value.cameras).toEqual([]);
      await media.turnOn('camera');
      const { cameras, microphones } = await firstValueFrom(
        media.choices$.pipe(filter((choices) => choices.cameras.length > 0)),
      );
      expect(cameras).toEqual([
        { id: 'front-camera', label: 'The front-camera' },
        { id: 'desk-camera', label: 'The desk-camera' },
      ]);
      expect(microphones).toEqual([]);
    });

    it('changes a camera without a gap and remembers it', async () => {
      const { media, devices, memory } = setUp();
      devices.plugIn('camera', 'desk-camera');
      await media.turnOn('camera');
      const sent: (string | undefined)[] = [];
      media.video$.subscribe((track) =>
        sent.push(track?.getSettings().deviceId && `${devices.live.length} open, ${track.getSettings().deviceId}`),
      );
      await media.select('camera', 'desk-camera');
      expect(sent).toEqual(['1 open, front-camera', '2 open, desk-camera']);
      expect(devices.live.map(({ deviceId }) => deviceId)).toEqual(['desk-camera']);
      expect(memory.recall('camera')).toBe('desk-camera');
    });

    it('leaves a muted microphone muted', async () => {
      const { media, devices } = setUp();
      devices.plugIn('microphone', 'headset');
      await media.turnOn('microphone');
      media.turnOff('microphone');
      await media.select('microphone', 'headset');
      expect(media.microphone$.value).toEqual({ status: 'off', deviceId: 'headset' });
      expect(devices.live).toMatchObject([{ deviceId: 'headset', enabled: false }]);
    });

    it('does not open a camera that is off, but takes the picked one next time', async () => {
      const { media, devices } = setUp();
      devices.plugIn('camera', 'desk-camera');
      await media.turnOn('camera');
      media.turnOff('camera');
      await media.select('camera', 'desk-camera');
      expect(devices.live).toEqual([]);
      await media.turnOn('camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    });

    it('keeps the device it has where the picked one is busy, and does not remember that one', async () => {
      const { media, devices, memory } = setUp();
      devices.plugIn('camera', 'desk-camera');
      devices.occupy('desk-camera');
      await media.turnOn('camera');
      await media.select('camera', 'desk-camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'front-camera' });
      expect(devices.live).toHaveLength(1);
      expect(memory.recall('camera')).toBeNull();
    });

    it('closes the old device first where the machine holds one at a time', async () => {
      const { media, devices } = setUp();
      devices.holdOneAtATime();
      devices.plugIn('camera', 'back-camera');
      await media.turnOn('camera');
      await media.select('camera', 'back-camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'back-camera' });
      expect(devices.live).toHaveLength(1);
    });

    it('tries the picked device where the one before can not be had', async () => {
      const { media, devices } = setUp();
      devices.occupy('front-camera');
      devices.plugIn('camera', 'desk-camera');
      await media.turnOn('camera');
      await media.select('camera', 'desk-camera');
      expect(media.camera$.value).toMatchObject({ status: 'on', deviceId: 'desk-camera' });
    });

    it('remembers a device that was picked before anything was asked', async () => {
      const { media, devices, memory } = setUp();
      await media.select('microphone', 'headset');
      expect(memory.recall('microphone')).toBe('headset');
      expect(devices.asked).toEqual([]);
    });
  });

  describe('level', () => {
    it('is measured while somebody looks and the microphone is on, and 0 while it is muted', async () => {
      const { media, devices } = setUp();
      await media.turnOn('microphone');
      expect(devices.listeners).toBe(0);
      const levels: number[] = [];
      const looking = media.level$.subscribe((level) => levels.push(level));
      devices.speak(0.5);
      media.turnOff('microphone');
      devices.speak(0.7);
      expect(levels).toEqual([0.5, 0]);
      void media.turnOn('microphone');
      looking.unsubscribe();
      expect(devices.listeners).toBe(0);
    });
  });
});
