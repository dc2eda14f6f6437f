import { restored, RESTORED_WITHIN_MS } from './restored';

describe('what a page waits for before it opens a lobby', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is that all records are restored', async () => {
    const done: string[] = [];
    let finish = () => undefined as void;
    const slow = { restore: () => new Promise<void>((resolve) => (finish = resolve)) };
    void restored([{ restore: () => Promise.resolve() }, slow]).then(() => done.push('open'));
    await jest.advanceTimersByTimeAsync(RESTORED_WITHIN_MS - 1);
    expect(done).toEqual([]);
    finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(done).toEqual(['open']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is nothing that holds it up for longer than a blink', async () => {
    const done: string[] = [];
    void restored([{ restore: () => new Promise<void>(() => undefined) }]).then(() => done.push('open'));
    await jest.advanceTimersByTimeAsync(RESTORED_WITHIN_MS);
    expect(done).toEqual(['open']);
  });
});
