import { FakeStorage } from '../testing/fake-storage';
import { ForgivingStorage } from './forgiving-storage';

describe('ForgivingStorage', () => {
  const blocked = new ForgivingStorage(() => {
    throw new DOMException('Cookies are blocked', 'SecurityError');
  });

  it('forgets where storage is blocked, and never throws', () => {
    blocked.setItem('name', 'Marko');
    blocked.removeItem('name');
    expect(blocked.getItem('name')).toBeNull();
    expect(blocked.keys()).toEqual([]);
  });

  it('goes on where storage is full', () => {
    const full = new FakeStorage().storage;
    full.setItem('name', 'Ana');
    full.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    const storage = new ForgivingStorage(() => full);
    storage.setItem('name', 'Marko');
    expect(storage.getItem('name')).toBe('Ana');
  });

  it('names every key there is', () => {
    const storage = new ForgivingStorage(
      () =>
        new FakeStorage([
          ['a', '1'],
          ['b', '2'],
        ]).storage,
    );
    expect(storage.keys()).toEqual(['a', 'b']);
  });
});
