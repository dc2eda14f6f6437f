import { LIMITS, type Candidate } from '@holdfast/protocol';
import { asyncScheduler } from 'rxjs';
import { Scope } from '../scope';
import { CandidateBatch } from './candidate-batch';

describe('CandidateBatch', () => {
  let sent: string[][];
  let scope: Scope;
  let batch: CandidateBatch;
  const candidate = (name: string, usernameFragment = 'F'): Candidate => ({ candidate: name, usernameFragment });
  const names = (candidates: Candidate[]) => candidates.map((one) => one.candidate);

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    scope = new Scope(asyncScheduler);
    batch = new CandidateBatch(scope, (candidates) => sent.push(names(candidates)));
  });
  afterEach(() => jest.useRealTimers());

  it('sends the first at once and the rest of its burst in one message', () => {
    for (const name of ['a', 'b', 'c']) batch.add(candidate(name));
    jest.advanceTimersByTime(19);
    expect(sent).toEqual([['a']]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([['a'], ['b', 'c']]);
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  describe('with addresses of the own network', () => {
    const host = 'candidate:1 1 udp 1 10.0.0.2 5000 typ host';
    const reflexive = 'candidate:2 1 udp 1 203.0.113.1 5000 typ srflx raddr 10.0.0.2 rport 5000';

    it('lets one that is reached from other networks go ahead of them, at once', () => {
      for (const name of [host, reflexive]) batch.add(candidate(name));
      expect(sent).toEqual([[reflexive, host]]);
    });

    it('does not wait for such a one for longer than a burst', () => {
      batch.add(candidate(host));
      expect(sent).toEqual([]);
      jest.advanceTimersByTime(20);
      expect(sent).toEqual([[host]]);
    });

    it('leaves the end of candidates at the end', () => {
      for (const name of [host, '']) batch.add(candidate(name));
      expect(sent).toEqual([[host, '']]);
    });

    it('sends them behind the others also with the description', () => {
      batch.hold();
      for (const name of [host, reflexive]) batch.add(candidate(name));
      expect(names(batch.release('a=ice-ufrag:F\r\n'))).toEqual([reflexive, host]);
    });
  });

  it('sends the first of a later burst at once again', () => {
    batch.add(candidate('a'));
    jest.advanceTimersByTime(500);
    batch.add(candidate('b'));
    expect(sent).toEqual([['a'], ['b']]);
  });

  it('lets nothing overtake the description that is being made', () => {
    batch.hold();
    batch.add(candidate('a'));
    batch.add(candidate('b'));
    jest.advanceTimersByTime(500);
    expect(sent).toEqual([]);
    expect(names(batch.release('a=ice-ufrag:F\r\n'))).toEqual(['a', 'b']);
    batch.add(candidate('c'));
    expect(sent).toEqual([['c']]);
  });

  it('lets candidates of a rolled back offer go', () => {
    batch.hold();
    batch.add(candidate('old', 'OLD'));
    batch.add(candidate('new', 'NEW'));
    expect(names(batch.release('m=audio\r\na=ice-ufrag:NEW\r\n'))).toEqual(['new']);
  });

  it('never puts more into a message than it may hold', () => {
    for (let index = 0; index < 100; index++) batch.add(candidate(String(index)));
    jest.advanceTimersByTime(1_000);
    expect(sent.map(({ length }) => length)).toEqual([1, LIMITS.candidatesPerMessage, 35]);
  });

  it('waits for no burst where somebody is about to take what was found, but for a description that is being made', () => {
    batch.add(candidate('a'));
    batch.add(candidate('b'));
    batch.hurry();
    expect(sent).toEqual([['a'], ['b']]);
    batch.hold();
    batch.add(candidate('c'));
    batch.hurry();
    expect(sent).toHaveLength(2);
  });

  it('leaves no timer when its scope ends', () => {
    batch.add(candidate('a'));
    scope.end();
    expect(jest.getTimerCount()).toBe(0);
  });
});
