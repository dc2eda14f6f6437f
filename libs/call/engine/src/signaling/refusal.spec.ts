import { ERROR_STATUS, isRetryable, type ErrorCode } from '@holdfast/protocol';
import { isRefusal, judgeRefusal } from './refusal';

const refusal = (code: ErrorCode) => ({ code, status: ERROR_STATUS[code], message: '', retryable: isRetryable(code) });

describe('a refusal', () => {
  it.each(['server-closing', 'join-timeout', 'already-joining', 'internal', 'rate-limited'] as const)(
    'with %s passes by itself',
    (code) => expect(judgeRefusal(refusal(code))).toBe('try-again'),
  );

  it.each(['room-full', 'room-not-found', 'not-allowed', 'wrong-protocol', 'bad-handshake'] as const)(
    'with %s is for a person',
    (code) => expect(judgeRefusal(refusal(code))).toBe('refused'),
  );

  it('with a code of a newer server goes by what it says of itself', () => {
    const unknown = { code: 'made-up', status: 499, message: '', retryable: true };
    expect(isRefusal(unknown) && judgeRefusal(unknown)).toBe('try-again');
    expect(
      isRefusal({ ...unknown, retryable: false }) &&
        judgeRefusal({ ...refusal('room-not-found'), ...unknown, code: 'not-allowed', retryable: false }),
    ).toBe('refused');
  });

  it('has to look like one', () => {
    expect(isRefusal({ ...refusal('room-full'), retryAfterMs: 5 })).toBe(true);
    for (const no of [
      null,
      'room-full',
      {},
      { code: 'made-up', retryable: true },
      { ...refusal('internal'), retryable: 'yes' },
      { ...refusal('internal'), retryAfterMs: '5' },
    ]) {
      expect(isRefusal(no)).toBe(false);
    }
  });
});
