import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { IndexedTexts } from './indexed-texts';

describe('IndexedTexts', () => {
  const browser: { indexedDB?: unknown; structuredClone?: unknown } = globalThis;
  beforeEach(() => {
    browser.indexedDB = new IDBFactory();
    browser.structuredClone = (text: string) => text; // jsdom has none
  });
  afterEach(() => {
    delete browser.indexedDB;
    delete browser.structuredClone;
    jest.restoreAllMocks();
  });

  it('has in the next page what was written and not removed', async () => {
    const texts = new IndexedTexts();
    texts.write('seat', 'first');
    texts.write('off', 'camera');
    texts.write('seat', 'second');
    texts.remove('off');
    expect(await texts.readAll()).toEqual([['seat', 'second']]);
    expect(await new IndexedTexts().readAll()).toEqual([['seat', 'second']]);
  });

  it('changes nothing but what is told to be on the disk', async () => {
    const begun = jest.spyOn(IDBDatabase.prototype, 'transaction');
    const texts = new IndexedTexts();
    texts.write('seat', 'key');
    texts.remove('seat');
    await texts.readAll();
    const changes = begun.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(changes.map(([, , options]) => options)).toEqual([{ durability: 'strict' }, { durability: 'strict' }]);
  });

  it('has nothing where the browser refuses, and goes on', async () => {
    browser.indexedDB = {
      open: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    };
    const texts = new IndexedTexts();
    texts.write('seat', 'key');
    texts.remove('seat');
    expect(await texts.readAll()).toEqual([]);
  });

  it('has nothing where there is no such database', async () => {
    delete browser.indexedDB;
    expect(await new IndexedTexts().readAll()).toEqual([]);
  });
});
