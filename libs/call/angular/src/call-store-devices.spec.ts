import { FakeMediaDevices } from '@holdfast/call-engine/testing';
import type { PageMemory } from './browser/page-memory';
import { aMemory } from './testing/a-memory';
import { CallBench } from './testing/call-bench';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function memoryWith(speaker: string): PageMemory {
  const memory = aMemory();
  memory.remember('speaker', speaker);
  return memory;
}

describe('the devices of a CallStore', () => {
  it('are turned off and on again', async () => {
    const bench = await new CallBench().enter();
    bench.store.toggleMicrophone();
    bench.store.toggleCamera();
    expect(bench.store.microphone().status).toBe('off');
    expect(bench.store.camera().status).toBe('off');
    expect(bench.store.previewTrack()).toBeNull();
    bench.store.toggleMicrophone();
    bench.store.toggleCamera();
    await bench.settle();
    expect(bench.store.microphone().status).toBe('on');
    expect(bench.store.camera().status).toBe('on');
  });

  it('can be turned off while the person is still asked', async () => {
    const devices = new FakeMediaDevices();
    devices.hold();
    const bench = await new CallBench(devices).enter();
    bench.store.toggleCamera();
    expect(bench.store.camera().status).toBe('off');
    devices.answer();
    await bench.settle();
    expect(bench.store.camera().status).toBe('off');
    expect(devices.live.map(({ kind }) => kind)).toEqual(['audio']);
  });

  it('are asked for again on a click', async () => {
    const devices = new FakeMediaDevices();
    devices.occupy('front-camera');
    const bench = await new CallBench(devices).enter();
    expect(bench.store.camera()).toEqual({ status: 'unavailable', problem: 'busy' });
    devices.free('front-camera');
    bench.store.retry('camera');
    await bench.settle();
    expect(bench.store.camera().status).toBe('on');
  });

  it('are picked, named and remembered', async () => {
    const devices = new FakeMediaDevices();
    devices.plugIn('camera', 'desk-camera');
    const bench = await new CallBench(devices).enter();
    expect(bench.store.choices().cameras.map(({ id }) => id)).toEqual(['front-camera', 'desk-camera']);
    expect(bench.store.chosen()).toMatchObject({ microphone: 'built-in-microphone', camera: 'front-camera' });
    bench.store.select('camera', 'desk-camera');
    await bench.settle();
    expect(bench.store.chosen().camera).toBe('desk-camera');
    expect(bench.memory.recall('camera')).toBe('desk-camera');
  });
});

describe('the speaker', () => {
  it('is picked from the list and remembered', async () => {
    const devices = new FakeMediaDevices();
    devices.plugInSpeaker('headphones');
    const bench = await new CallBench(devices).enter();
    expect(bench.store.speakerChoice).toBe('list');
    expect(bench.store.choices().speakers).toEqual([{ id: 'headphones', label: 'The headphones' }]);
    bench.store.select('speaker', 'headphones');
    expect(bench.store.chosen().speaker).toBe('headphones');
    expect(bench.memory.recall('speaker')).toBe('headphones');
  });

  it('is the browser’s own again while the picked one is unplugged', async () => {
    const devices = new FakeMediaDevices();
    devices.plugInSpeaker('headphones');
    const bench = await new CallBench(devices, memoryWith('headphones')).enter();
    expect(bench.store.chosen().speaker).toBe('headphones');
    devices.unplug('headphones');
    await bench.settle();
    expect(bench.store.chosen().speaker).toBe('');
  });

  it('is picked in the browser’s own prompt where it has one', async () => {
    const prompting = { selectAudioOutput: () => Promise.resolve({ deviceId: 'headphones' }) };
    const bench = new CallBench(undefined, undefined, { prompting, canSetSpeaker: true });
    expect(bench.store.speakerChoice).toBe('prompt');
    await bench.store.promptSpeaker();
    expect(bench.store.chosen().speaker).toBe('headphones');
  });

  it('stays as it is when the prompt is dismissed', async () => {
    const prompting = { selectAudioOutput: () => Promise.reject(new DOMException('Dismissed', 'NotAllowedError')) };
    const bench = new CallBench(undefined, memoryWith('headphones'), { prompting, canSetSpeaker: true });
    await bench.store.promptSpeaker();
    expect(bench.store.chosen().speaker).toBe('headphones');
  });
});
