import { ERROR_STATUS, type ErrorCode, isErrorReply, isRetryable } from './error-codes';

const codes = Object.keys(ERROR_STATUS) as ErrorCode[];

describe('error codes', () => {
  it.each(codes)('%s is kebab-case with an HTTP status of a failure', (code) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(ERROR_STATUS[code]).toBeGreaterThanOrEqual(400);
    expect(ERROR_STATUS[code]).toBeLessThan(600);
  });

  it('are worth another try where the server failed, and not where the request itself is wrong', () => {
    expect(codes.filter((code) => ERROR_STATUS[code] >= 500 && !isRetryable(code))).toEqual([]);
    expect(
      codes.filter((code) => [400, 403, 404, 410, 413, 426].includes(ERROR_STATUS[code]) && isRetryable(code)),
    ).toEqual([]);
  });
});

describe('isErrorReply', () => {
  it('tells an error from a reply', () => {
    expect(isErrorReply({ error: { code: 'internal', status: 500, message: 'The server failed.' } })).toBe(true);
    expect(isErrorReply({})).toBe(false);
    expect(isErrorReply({ iceServers: [] })).toBe(false);
  });

  it.each([undefined, null, 'error', 1, true])('takes %j for no error', (reply) => {
    expect(isErrorReply(reply)).toBe(false);
  });
});
