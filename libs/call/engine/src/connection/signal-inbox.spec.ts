import * as fc from 'fast-check';
import { SignalInbox } from './signal-inbox';

describe('SignalInbox', () => {
  const signal = (n: number) => ({ n });

  it('hands on what comes in order at once', () => {
    const inbox = new SignalInbox();
    expect(inbox.take(signal(1))).toEqual([signal(1)]);
    expect(inbox.take(signal(2))).toEqual([signal(2)]);
    expect(inbox.lastTaken).toBe(2);
  });

  it('waits at a gap and never skips it', () => {
    const inbox = new SignalInbox();
    expect(inbox.take(signal(3))).toEqual([]);
    expect(inbox.take(signal(2))).toEqual([]);
    expect(inbox.lastTaken).toBe(0);
    expect(inbox.take(signal(1))).toEqual([signal(1), signal(2), signal(3)]);
    expect(inbox.lastTaken).toBe(3);
  });

  it('takes each one once', () => {
    const inbox = new SignalInbox();
    inbox.take(signal(1));
    inbox.take(signal(3));
    expect(inbox.take(signal(1))).toBeNull();
    expect(inbox.take(signal(3))).toBeNull();
  });

  it('holds only so much, and takes the rest when it comes again', () => {
    const inbox = new SignalInbox<{ n: number }>();
    expect(inbox.take(signal(257))).toBeNull();
    expect(inbox.take(signal(256))).toEqual([]);
    for (let n = 1; n < 256; n++) inbox.take(signal(n));
    expect(inbox.lastTaken).toBe(256);
    expect(inbox.take(signal(257))).toEqual([signal(257)]);
  });

  it('brings any order with any repetitions into the one that was sent', () => {
    const sent = Array.from({ length: 12 }, (_, index) => signal(index + 1));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...sent, ...sent], { minLength: 0 }).map((arrived) => [...arrived, ...sent]),
        (arrived) => {
          const inbox = new SignalInbox<{ n: number }>();
          expect(arrived.flatMap((one) => inbox.take(one) ?? [])).toEqual(sent);
        },
      ),
    );
  });
});
