import { asyncScheduler, Subject } from 'rxjs';
import { MutableBehavior } from '../behavior';
import type { PeerChannel } from '../in-band/peer-channel';
import { calmPatience } from '../policies/patience';
import type { PeerConnectionPort } from '../ports/peer-connection';
import { PULSE_MS } from '../ports/pulse';
import { Scope } from '../scope';
import { passTicks } from '../specs/pass-ticks';
import { ContactWatch, judgeContact, type Contact } from './contact-watch';
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
    expect(judgeContact(before, state, hearing, true)).toBe(now);
  });

  it.each<Case>([
    // where no beat is answered, and the browser finds nobody either, it is a way in one direction
    ['alive', 'disconnected', 'heard', 'lost'],
    ['failed', 'disconnected', 'heard', 'lost'],
    ['lost', 'failed', 'heard', 'failed'],
    // a page that stands still answers no beat
    ['alive', 'connected', 'heard', 'alive'],
    ['alive', 'connected', 'silent', 'lost'],
    // nor while the browser looks for a way at the same time
    ['alive', 'connecting', 'heard', 'alive'],
    ['alive', 'closed', 'heard', 'alive'],
  ])('was %s; where the browser says %s and one who is %s answers no beat it is %s', (before, state, hearing, now) => {
    expect(judgeContact(before, state, hearing, false)).toBe(now);
  });
});

describe('ContactWatch', () => {
  let scope: Scope;
  let pulse: Subject<null>;
  let state: MutableBehavior<RTCPeerConnectionState>;
  let bytes: number;
  let heard: Subject<void>;
  let answered: Subject<void>;
  let seen: Contact[];
  let watch: ContactWatch;

  beforeEach(() => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    pulse = new Subject();
    state = new MutableBehavior<RTCPeerConnectionState>('new');
    bytes = 0;
    heard = new Subject();
    answered = new Subject();
    const getStats = () => Promise.resolve(new Map([['T', { type: 'transport', bytesReceived: bytes }]]));
    const connection = { getStats } as unknown as PeerConnectionPort;
    const channel = { heard$: heard, answered$: answered, isBeating: true, roundTrip: { deviationMs: 0 } };
    watch = new ContactWatch(scope, connection, state, {
      channel: () => channel as unknown as PeerChannel,
      pulse$: pulse,
      patience: calmPatience,
    });
    watch.listenTo(channel as unknown as PeerChannel);
    state.next('connected');
    seen = [];
    watch.contact$.subscribe((contact) => seen.push(contact));
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  const pass = (ms: number, each?: () => void) => passTicks(pulse, ms, each);
  const talks = () => {
    heard.next();
    answered.next();
  };
  const media = () => (bytes += 1_000);

  it('counts the first bytes after a long silence, before the browser has noticed and a beat is answered', async () => {
    await pass(2_000, talks);
    state.next('disconnected');
    await pass(10_000);
    expect(watch.contact$.value).toBe('lost');
    await pass(2 * PULSE_MS, media);
    expect(watch.contact$.value).toBe('alive');
  });

  it('is lost where something comes but no beat is answered, and no sooner again than one is', async () => {
    await pass(2_000, talks);
    await pass(3_000, media);
    state.next('disconnected');
    await pass(1_500, media);
    expect(watch.contact$.value).toBe('alive');
    await pass(1_000, media);
    expect([watch.contact$.value, watch.isReceiving]).toEqual(['lost', true]);
    await pass(10_000, media);
    expect(watch.contact$.value).toBe('lost');
    talks();
    expect(watch.contact$.value).toBe('alive');
  });

  it('stays lost in one go where a way in one direction falls silent too', async () => {
    await pass(2_000, talks);
    state.next('disconnected');
    await pass(7_000, media);
    await pass(3_000);
    expect([seen.slice(-2), watch.isReceiving]).toEqual([['alive', 'lost'], false]);
    await pass(3_000, media);
    expect(seen.slice(-2)).toEqual(['alive', 'lost']);
    talks();
    expect(watch.contact$.value).toBe('alive');
  });
});
