import { problemOf } from './media-problem';

describe('problemOf', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['InvalidStateError', 'failed'],
    ['constructor', 'failed'],
  ])('calls %s %s', (name, problem) => {
    expect(problemOf(new DOMException('', name))).toBe(problem);
  });

  it.each([[new TypeError('no')], ['no'], [null], [undefined]])('calls %p failed', (error) => {
    expect(problemOf(error)).toBe('failed');
  });
});
