import { FakeMediaDevices } from '@holdfast/call-engine/testing';
import { aMemory } from './testing/a-memory';
import { CallBench } from './testing/call-bench';

const ROOM_FULL = { code: 'room-full', status: 423, message: 'Full', retryable: true } as const;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('CallStore', () => {
  describe('outside of a room', () => {
    it('asks for nothing and makes no call', async () => {
      const bench = new CallBench();
      await bench.settle();
      expect(bench.calls).toEqual([]);
      expect(bench.devices.asked).toEqual([]);
      expect(bench.store.room()).toBeNull();
      expect(bench.store.state()).toEqual({ phase: 'idle' });
      expect(bench.store.microphone()).toEqual({ status: 'idle' });
    });

    it('says whether the browser hands out devices here at all', () => {
      expect(new CallBench(new FakeMediaDevices(false)).store.secure).toBe(false);
    });
  });

  describe('in the lobby', () => {
    it('asks for microphone and camera apart and shows the camera', async () => {
      const { store, devices } = await new CallBench().enter();
      expect(devices.asked.map(({ kind }) => kind)).toEqual(['microphone', 'camera']);
      expect(store.room()).toBe('abcdefghijklmnopqrstuv');
      expect(store.microphone().status).toBe('on');
      expect(store.camera().status).toBe('on');
      expect(store.previewTrack()).toBe(devices.opened[1]);
    });

    it('shows what is refused and joins all the same, without asking once more', async () => {
      const devices = new FakeMediaDevices();
      devices.refuse('camera');
      const { store, call } = await new CallBench(devices).enter();
      expect(store.camera()).toEqual({ status: 'unavailable', problem: 'refused' });
      store.join('Marko');
      expect(call.told).toContain('join as Marko');
      expect(devices.asked).toHaveLength(2);
    });

    it('makes no second call for the room it is in', async () => {
      const bench = await new CallBench().enter();
      await bench.enter();
      expect(bench.calls).toHaveLength(1);
    });

    it('measures the level there, and not in a call', async () => {
      const { store, devices, call } = await new CallBench().enter();
      devices.speak(0.4);
      expect(store.level()).toBe(0.4);
      store.join('Marko');
      call.admit();
      devices.speak(0.9);
      expect(store.level()).toBe(0);
      expect(devices.listeners).toBe(0);
    });

    it('holds the way to the server open for 2 min, and again when the page is used', async () => {
      const { call, page } = await new CallBench().enter();
      expect(call.told).toEqual(['warm']);
      await jest.advanceTimersByTimeAsync(119_000);
      expect(call.told).toEqual(['warm']);
      await jest.advanceTimersByTimeAsync(1_000);
      expect(call.told).toEqual(['warm', 'cool']);
      page.focus();
      expect(call.told).toEqual(['warm', 'cool', 'warm']);
    });

    it('opens the way to the server anew with each use, in case that it broke', async () => {
      const { call, page } = await new CallBench().enter();
      page.type();
      expect(call.told).toEqual(['warm', 'warm']);
    });

    it('lets the way to the server go while nobody can see the page', async () => {
      const { call, page } = await new CallBench().enter();
      page.hide();
      page.show();
      expect(call.told).toEqual(['warm', 'cool', 'warm', 'page shown']);
    });

    it('leaves the way to the server alone from the click on join', async () => {
      const { call, page, store } = await new CallBench().enter();
      store.join('Marko');
      page.press();
      page.hide();
      await jest.advanceTimersByTimeAsync(120_000);
      expect(call.told).toEqual(['warm', 'join as Marko']);
    });

    it('is one again after a refusal', async () => {
      const { call, store } = await new CallBench().enter();
      store.join('Marko');
      call.refuse(ROOM_FULL);
      expect(store.state()).toEqual({ phase: 'refused', refusal: ROOM_FULL });
      expect(store.camera().status).toBe('on');
      store.join('Marko');
      expect(call.told).toEqual(['warm', 'join as Marko', 'warm', 'join as Marko']);
    });
  });

  describe('the choice of a relay alone', () => {
    it('is told to the call before anything else of it begins, and remembered', async () => {
      const memory = aMemory();
      const bench = await new CallBench(new FakeMediaDevices(), memory).enter();
      bench.store.setRelayOnly(true);
      expect(bench.call.told).toEqual(['warm', 'relay only']);
      expect(bench.store.relayOnly()).toBe(true);
      bench.destroy();
      const next = await new CallBench(new FakeMediaDevices(), memory).enter();
      expect(next.call.told).toEqual(['relay only', 'warm']);
      next.store.setRelayOnly(false);
      expect(next.call.told.at(-1)).toBe('any path');
      next.destroy();
      expect(new CallBench(new FakeMediaDevices(), memory).store.relayOnly()).toBe(false);
    });

    it('is shown with whether the server has a relay at all', async () => {
      const { store, call } = await new CallBench().enter();
      expect(store.hasRelay()).toBeNull();
      call.hasRelay$.next(true);
      expect(store.hasRelay()).toBe(true);
    });
  });

  describe('the name', () => {
    it('is cleaned and remembered', async () => {
      const memory = aMemory();
      const bench = await new CallBench(new FakeMediaDevices(), memory).enter();
      bench.store.join('  Marko\tP. ');
      expect(bench.call.told).toContain('join as Marko P.');
      expect(bench.store.name()).toBe('Marko P.');
      bench.destroy();
      expect(new CallBench(new FakeMediaDevices(), memory).store.name()).toBe('Marko P.');
    });
  });

  describe('in a call', () => {
    it('shows who is there and how the connection stands', async () => {
      const { call, store } = await new CallBench().enter();
      store.join('Marko');
      expect(store.state()).toEqual({ phase: 'joining' });
      call.admit();
      call.meet({ name: 'Ana', path: 'relayed' });
      expect(store.state()).toEqual({ phase: 'joined' });
      expect(store.signaling()).toBe('connected');
      expect(store.peers()).toMatchObject([{ name: 'Ana', path: 'relayed' }]);
    });

    it('knows since when somebody is connected, and tells at the end how it was', async () => {
      jest.setSystemTime(1_000);
      const { call, store } = await new CallBench().enter();
      store.join('Marko');
      call.admit();
      call.meet();
      expect(store.connectedSince()).toBe(1_000);
      await jest.advanceTimersByTimeAsync(60_000);
      await store.leave();
      expect(store.connectedSince()).toBeNull();
      expect(store.summary()).toEqual({ reason: 'left', durationMs: 60_000, path: 'direct' });
    });

    it('tells the call what happens to the page', async () => {
      const { call, page, store } = await new CallBench().enter();
      store.join('Marko');
      page.goAway();
      page.appear(true);
      page.getNetwork();
      page.changeNetwork();
      expect(call.told.slice(2)).toEqual(['page hidden', 'page shown', 'network changed', 'network changed']);
    });

    it('takes it back where the page was about to go and is still there 3 s later', async () => {
      const { call, page, store } = await new CallBench().enter();
      store.join('Marko');
      page.goAway();
      await jest.advanceTimersByTimeAsync(2_999);
      expect(call.told.slice(2)).toEqual(['page hidden']);
      await jest.advanceTimersByTimeAsync(1);
      expect(call.told.slice(2)).toEqual(['page hidden', 'page shown']);
    });

    it('tells the call that the page runs again: seen again, thawed, or after a sleep', async () => {
      const { call, page, store } = await new CallBench().enter();
      store.join('Marko');
      call.told.length = 0;
      page.hide();
      expect(call.told).toEqual([]);
      page.show();
      expect(call.told).toEqual(['page shown']);
      page.thaw();
      expect(call.told).toEqual(['page shown', 'page shown']);
      jest.setSystemTime(Date.now() + 60_000);
      await jest.advanceTimersByTimeAsync(1_000);
      expect(call.told).toHaveLength(3);
    });

    it('lets the devices go where the call is in another tab, and asks for them to take it over', async () => {
      const { call, store, devices } = await new CallBench().enter();
      store.join('Marko');
      call.isElsewhere();
      expect(store.state()).toEqual({ phase: 'elsewhere' });
      expect(devices.live).toEqual([]);
      store.takeOver();
      await jest.advanceTimersByTimeAsync(0);
      expect(call.told.at(-1)).toBe('take over');
      expect(devices.live).toHaveLength(2);
    });

    it('asks for the devices also where the call joins by itself, behind a tab that is gone', async () => {
      const { call, store, devices } = await new CallBench().enter();
      store.join('Marko');
      call.isElsewhere();
      expect(devices.live).toEqual([]);
      call.joinsByItself();
      await jest.advanceTimersByTimeAsync(0);
      expect(devices.live).toHaveLength(2);
    });

    it('takes the first showing of a page for no return', async () => {
      const { call, page } = await new CallBench().enter();
      page.appear(false);
      expect(call.told).toEqual(['warm']);
    });
  });

  describe('while what was kept of the room is read', () => {
    it('is outside of it, and asks for nothing', async () => {
      let finish = (): void => undefined;
      const restored = new Promise<void>((resolve) => (finish = resolve));
      const bench = await new CallBench(undefined, undefined, undefined, { name: 'Marko' }, restored).enter('room-1');
      expect([bench.store.room(), bench.calls.length, bench.devices.asked]).toEqual([null, 0, []]);
      finish();
      await bench.settle();
      expect(bench.store.room()).toBe('room-1');
      expect(bench.call.told).toContain('join as Marko');
    });

    it('opens the room that was asked for last, once, and none that was left', async () => {
      const bench = new CallBench();
      for (const room of ['room-1', 'room-2', 'room-2']) bench.store.enter(room);
      await bench.settle();
      expect(bench.calls.map(({ room }) => room)).toEqual(['room-2']);
      bench.store.enter('room-3');
      bench.store.exit();
      await bench.settle();
      expect([bench.store.room(), bench.calls.length]).toEqual([null, 1]);
    });
  });

  describe('after a reload', () => {
    it('joins by itself, as who one was', async () => {
      const memory = aMemory();
      const bench = new CallBench(new FakeMediaDevices(), memory, undefined, { name: 'Marko' });
      await bench.enter();
      expect(bench.call.told).toContain('join as Marko');
      expect(bench.store.microphone().status).toBe('on');
    });

    it('is as muted as before, and opens nothing that was off', async () => {
      const memory = aMemory();
      const before = await new CallBench(new FakeMediaDevices(), memory).enter();
      before.store.toggleMicrophone();
      before.store.toggleCamera();
      before.destroy();
      const { store, devices } = await new CallBench(new FakeMediaDevices(), memory).enter();
      expect(store.microphone().status).toBe('off');
      expect(store.camera().status).toBe('off');
      expect(devices.asked).toEqual([]);
      store.toggleMicrophone();
      expect(store.microphone().status).toBe('asking');
    });
  });

  describe('the end', () => {
    it('lets the devices go at once when the person leaves', async () => {
      const { store, devices, call } = await new CallBench().enter();
      store.join('Marko');
      call.admit();
      const left = store.leave();
      expect(devices.live).toEqual([]);
      await left;
      expect(store.state()).toEqual({ phase: 'ended', reason: 'left' });
    });

    it('lets the devices go where the seat was taken', async () => {
      const { store, devices, call } = await new CallBench().enter();
      store.join('Marko');
      call.end('seat-taken');
      expect(devices.live).toEqual([]);
      expect(store.summary()).toEqual({ reason: 'seat-taken', durationMs: null, path: null });
    });

    it('asks for the devices again when the person joins again', async () => {
      const bench = await new CallBench().enter();
      bench.store.join('Marko');
      await bench.store.leave();
      bench.store.join('Marko');
      await bench.settle();
      expect(bench.store.microphone().status).toBe('on');
      expect(bench.store.camera().status).toBe('on');
      expect(bench.store.summary()).toBeNull();
    });
  });

  describe('leaving the pages of a room', () => {
    it('ends the call, closes every track and listens to nothing', async () => {
      const bench = await new CallBench().enter();
      bench.destroy();
      await bench.settle();
      expect(bench.call.told).toEqual(['warm', 'cool', 'dispose']);
      expect(bench.devices.opened).toHaveLength(2);
      expect(bench.devices.live).toEqual([]);
      expect(bench.page.listeners).toBe(0);
      expect(bench.call.state$.observed).toBe(false);
      expect(bench.devices.changed$.observed).toBe(false);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('gives the seat up', async () => {
      const bench = await new CallBench().enter();
      bench.store.join('Marko');
      bench.call.admit();
      bench.destroy();
      await bench.settle();
      expect(bench.call.told.slice(2)).toEqual(['cool', 'leave', 'dispose']);
    });

    it('is the way to another room', async () => {
      const bench = await new CallBench().enter();
      await bench.enter('zyxwvutsrqponmlkjihgfe');
      expect(bench.calls[0].told).toEqual(['warm', 'cool', 'dispose']);
      expect(bench.store.room()).toBe('zyxwvutsrqponmlkjihgfe');
      expect(bench.devices.live).toHaveLength(2);
    });
  });
});
