import { Logger } from '@nestjs/common';
import type { SignalingEvents } from '../hooks/signaling-events';
import { LifecycleLog } from './lifecycle-log';

const event = { kind: 'room-ended', room: 'V7nq1bTzK3mXr9aPcE5wYg' } as const;

describe('LifecycleLog', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each<[string, SignalingEvents]>([
    ['throws', { happened: () => fail() }],
    ['rejects', { happened: async () => fail() }],
    ['rejects later', { happened: () => new Promise(setImmediate).then(fail) }],
  ])('passes over what the hook %s, and has its name alone in the log', async (_what, listener) => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    new LifecycleLog(listener).record(event);
    for (let turns = 0; turns < 3; turns++) await new Promise(setImmediate);
    process.off('unhandledRejection', unhandled);

    expect(logged.mock.calls).toEqual([['The events hook failed (RangeError)']]);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('tells the hook at once, before anything else happens', () => {
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    const happened = jest.fn();
    new LifecycleLog({ happened }).record(event);
    expect(happened).toHaveBeenCalledWith(event);
  });
});

function fail(): never {
  throw new RangeError('postgres://user:secret@db.example.org');
}
