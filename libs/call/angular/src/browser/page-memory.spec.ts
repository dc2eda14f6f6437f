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

  it('knows no name at first', () => {
    expect(new PageMemory(new FakeStorage(), new FakeStorage()).name).toBe('');
  });
});
