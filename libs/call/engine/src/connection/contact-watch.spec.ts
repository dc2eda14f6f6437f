import { judgeContact, type Contact } from './contact-watch';
import type { Hearing } from './silence-watch';

describe('contact', () => {
  type Case = [before: Contact, state: RTCPeerConnectionState, hearing: Hearing, now: Contact];

  it.each<Case>([
    // without beats the browser alone tells
    ['none', 'new', 'unknown', 'none'],
    ['none', 'connecting', 'unknown', 'none'],
    ['none', 'connected', 'unknown', 'alive'],
    ['alive', 'disconnected', 'unknown', 'lost'],
    ['lost', 'connected', 'unknown', 'alive'],
    ['lost', 'connecting', 'unknown', 'lost'],
    ['none', 'disconnected', 'unknown', 'none'],
    ['failed', 'connecting', 'unknown', 'failed'],
    ['failed', 'connected', 'unknown', 'alive'],
    // with beats they do, in both directions
    ['alive', 'connected', 'silent', 'lost'],
    ['alive', 'disconnected', 'heard', 'alive'],
    ['lost', 'disconnected', 'heard', 'alive'],
    ['failed', 'connecting', 'silent', 'lost'],
    // what the browser has given up comes back by no beat
    ['alive', 'failed', 'heard', 'failed'],
    ['none', 'failed', 'unknown', 'failed'],
    // closing a connection is no loss of it
    ['alive', 'closed', 'silent', 'alive'],
    ['none', 'closed', 'unknown', 'none'],
  ])('was %s; where the browser says %s and the other side is %s it is %s', (before, state, hearing, now) => {
    expect(judgeContact(before, state, hearing)).toBe(now);
  });
});
