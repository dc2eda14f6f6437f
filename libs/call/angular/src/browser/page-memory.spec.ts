import { FakeStorage } from '../testing/fake-storage';
import { PageMemory } from './page-memory';

describe('PageMemory', () => {
  it('keeps name and devices on the machine, for other tabs too', () => {
    const machine = new FakeStorage();
    const memory = new PageMemory(machine, new FakeStorage());
    memory.rememberName('Marko');
    memory.remember('camera', 'desk-camera');
    memory.remember('speaker', 'headphones');
    const other = new PageMemory(machine, new FakeStorage());
    expect(other.name).toBe('Marko');
    expect(other.recall('camera')).toBe('desk-camera');
    expect(other.recall('speaker')).toBe('headphones');
    expect(other.recall('microphone')).toBeNull();
  });

  it('keeps what was turned off in the tab, and only there', () => {
    const [machine, tab] = [new FakeStorage(), new FakeStorage()];
    new PageMemory(machine, tab).rememberOff('microphone');
    const reloaded = new PageMemory(machine, tab);
    expect(reloaded.isOff('microphone')).toBe(true);
    expect(reloaded.isOff('camera')).toBe(false);
    expect(new PageMemory(machine, new FakeStorage()).isOff('microphone')).toBe(false);
    reloaded.rememberOn('microphone');
    expect(reloaded.isOff('microphone')).toBe(false);
  });

  it('gives what was off to a tab that is opened again in the same call, and to no other room', () => {
    const machine = new FakeStorage();
    const first = new PageMemory(machine, new FakeStorage());
    first.enterRoom('room-1', false);
    first.rememberOff('camera');
    const inAnother = new PageMemory(machine, new FakeStorage());
    inAnother.enterRoom('room-2', false);
    inAnother.rememberOff('microphone');

    const again = new PageMemory(machine, new FakeStorage());
    again.enterRoom('room-1', true);
    expect([again.isOff('camera'), again.isOff('microphone')]).toEqual([true, false]);
    const anew = new PageMemory(machine, new FakeStorage());
    anew.enterRoom('room-1', false);
    expect(anew.isOff('camera')).toBe(false);
  });

  it('knows in a tab that is opened again what was turned on last', () => {
    const machine = new FakeStorage();
    const first = new PageMemory(machine, new FakeStorage());
    first.enterRoom('room-1', false);
    first.rememberOff('camera');
    first.rememberOff('microphone');
    first.rememberOn('camera');
    const again = new PageMemory(machine, new FakeStorage());
    again.enterRoom('room-1', true);
    expect([again.isOff('camera'), again.isOff('microphone')]).toEqual([false, true]);
  });

  it('takes what somebody else wrote for nothing', () => {
    const machine = new FakeStorage([['holdfast.off.room-1', '{"at":0,"value":"camera"}']]);
    const memory = new PageMemory(machine, new FakeStorage());
    memory.enterRoom('room-1', true);
    expect(memory.isOff('camera')).toBe(false);
  });

  it('knows no name at first', () => {
    expect(new PageMemory(new FakeStorage(), new FakeStorage()).name).toBe('');
  });
});
