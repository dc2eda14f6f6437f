import { aMemory } from '../testing/a-memory';
import { FakeStorage } from '../testing/fake-storage';

describe('PageMemory', () => {
  it('keeps name and devices on the machine, for other tabs too', () => {
    const machine = new FakeStorage();
    const memory = aMemory(machine, new FakeStorage());
    memory.rememberName('Marko');
    memory.remember('camera', 'desk-camera');
    memory.remember('speaker', 'headphones');
    const other = aMemory(machine, new FakeStorage());
    expect(other.name).toBe('Marko');
    expect(other.recall('camera')).toBe('desk-camera');
    expect(other.recall('speaker')).toBe('headphones');
    expect(other.recall('microphone')).toBeNull();
  });

  it('keeps what was turned off in the tab, and only there', () => {
    const [machine, tab] = [new FakeStorage(), new FakeStorage()];
    aMemory(machine, tab).rememberOff('microphone');
    const reloaded = aMemory(machine, tab);
    expect(reloaded.isOff('microphone')).toBe(true);
    expect(reloaded.isOff('camera')).toBe(false);
    expect(aMemory(machine, new FakeStorage()).isOff('microphone')).toBe(false);
    reloaded.rememberOn('microphone');
    expect(reloaded.isOff('microphone')).toBe(false);
  });

  it('gives what was off to a tab that is opened again in the same call, and to no other room', () => {
    const machine = new FakeStorage();
    const first = aMemory(machine, new FakeStorage());
    first.enterRoom('room-1', false);
    first.rememberOff('camera');
    const inAnother = aMemory(machine, new FakeStorage());
    inAnother.enterRoom('room-2', false);
    inAnother.rememberOff('microphone');

    const again = aMemory(machine, new FakeStorage());
    again.enterRoom('room-1', true);
    expect([again.isOff('camera'), again.isOff('microphone')]).toEqual([true, false]);
    const anew = aMemory(machine, new FakeStorage());
    anew.enterRoom('room-1', false);
    expect(anew.isOff('camera')).toBe(false);
  });

  it('knows in a tab that is opened again what was turned on last', () => {
    const machine = new FakeStorage();
    const first = aMemory(machine, new FakeStorage());
    first.enterRoom('room-1', false);
    first.rememberOff('camera');
    first.rememberOff('microphone');
    first.rememberOn('camera');
    const again = aMemory(machine, new FakeStorage());
    again.enterRoom('room-1', true);
    expect([again.isOff('camera'), again.isOff('microphone')]).toEqual([false, true]);
  });

  it('keeps that nothing is off where something was, so that no older record comes back', () => {
    const machine = new FakeStorage();
    const memory = aMemory(machine);
    memory.enterRoom('room-1', false);
    expect(machine.keys()).toEqual([]);
    memory.rememberOff('camera');
    memory.rememberOn('camera');
    expect(JSON.parse(machine.getItem('holdfast.off.room-1') ?? '')).toMatchObject({ value: [] });
  });

  it('takes what somebody else wrote for nothing', () => {
    const machine = new FakeStorage([['holdfast.off.room-1', '{"at":0,"value":"camera"}']]);
    const memory = aMemory(machine, new FakeStorage());
    memory.enterRoom('room-1', true);
    expect(memory.isOff('camera')).toBe(false);
  });

  it('knows no name at first', () => {
    expect(aMemory().name).toBe('');
  });
});
