import fc from 'fast-check';
import { FakeDeviceMemory, FakeMediaDevices } from '../testing/media';
import { createLocalMedia } from './create-local-media';
import type { LocalMedia } from './local-media';

type Step = (media: LocalMedia, devices: FakeMediaDevices) => void;

const STEPS: Readonly<Record<string, Step>> = {
  on: (media) => void media.turnOn('camera'),
  off: (media) => media.turnOff('camera'),
  mute: (media) => media.turnOff('microphone'),
  unmute: (media) => void media.turnOn('microphone'),
  'pick desk camera': (media) => void media.select('camera', 'desk-camera'),
  'pick a device that is not there': (media) => void media.select('microphone', 'nowhere'),
  release: (media) => media.release(),
  hold: (_, devices) => devices.hold(),
  'answer one': (_, devices) => devices.answer(1),
  'answer all': (_, devices) => devices.answer(),
  refuse: (_, devices) => devices.refuse('camera'),
  grant: (_, devices) => devices.grant('camera'),
  'plug in desk camera': (_, devices) => devices.plugIn('camera', 'desk-camera'),
  'unplug desk camera': (_, devices) => devices.unplug('desk-camera'),
  'unplug front camera': (_, devices) => devices.unplug('front-camera'),
  'occupy front camera': (_, devices) => devices.occupy('front-camera'),
  'free front camera': (_, devices) => devices.free('front-camera'),
  'come back': (_, devices) => devices.comeBack(),
};

async function play(steps: readonly (string | null)[]) {
  const devices = new FakeMediaDevices();
  const media = createLocalMedia({ devices, memory: new FakeDeviceMemory() });
  for (const step of steps) {
    if (step === null) await devices.quiet();
    else STEPS[step](media, devices);
  }
  // answers lead to further questions: a device that is gone, another one in its place
  for (let open = -1; open !== devices.asked.length;) {
    open = devices.asked.length;
    devices.answer();
    await devices.quiet();
  }
  return { devices, media };
}

describe('whatever happens in whatever order', () => {
  // `null` lets what was started happen before the next step
  const steps = fc.array(fc.option(fc.constantFrom(...Object.keys(STEPS))), { maxLength: 25 });

  it('leaves open only what stands in a state, nothing asked for, and the camera as the last word left it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (played) => {
        const { devices, media } = await play(played);
        const held = [media.audio$.value, media.video$.value].filter((track) => track !== null);
        expect(new Set(devices.live)).toEqual(new Set(held));
        expect(media.camera$.value.status).not.toBe('asking');
        expect(media.microphone$.value.status).not.toBe('asking');
        const lastWord = played.filter((step) => ['on', 'off', 'release'].includes(step ?? '')).at(-1);
        if (lastWord !== 'on') expect(media.camera$.value.status).not.toBe('on');
        else expect(['on', 'unavailable']).toContain(media.camera$.value.status);
        media.dispose();
        expect(devices.live).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
