import { asyncScheduler } from 'rxjs';
import { RequestError } from '../request-error';
import { Scope } from '../scope';
import { errorOf } from '../testing';
import { SignalOutbox, type SignalBody } from './signal-outbox';

describe('SignalOutbox', () => {
  let posted: number[];
  let outcome: 'acked' | 'lost';
  const offer = { description: { type: 'offer', sdp: '' } } as const;
  const answer = { description: { type: 'answer', sdp: '' } } as const;
  const candidates = { candidates: [] };

  const outbox = (messageBytes = 65_536) =>
    new SignalOutbox(
      new Scope(asyncScheduler),
      (n) => {
        posted.push(n);
        return outcome === 'acked' ? Promise.resolve({}) : Promise.reject(new Error('lost'));
      },
      () => messageBytes,
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    posted = [];
    outcome = 'acked';
  });

  it('counts from 1', () => {
    const box = outbox();
    box.send(offer);
    box.send(candidates);
    expect(posted).toEqual([1, 2]);
  });

  it('gives each piece of what would be too large its own number', () => {
    const box = outbox(1_000);
    box.send({ ...offer, candidates: ['a', 'b'].map((name) => ({ candidate: name.repeat(600) })) });
    expect(posted).toEqual([1, 2, 3]);
  });

  it('sends again with the same number what was never acked, and only that', async () => {
    const box = outbox();
    box.send(offer);
    await settled();
    outcome = 'lost';
    box.send(candidates);
    await settled();
    outcome = 'acked';
    box.resendUnacked();
    await settled();
    box.resendUnacked();
    expect(posted).toEqual([1, 2, 2]);
  });

  it('sends again what the other side has not got, acked or not', async () => {
    const box = outbox();
    for (const body of [offer, candidates, candidates]) box.send(body);
    await settled();
    box.resendAfter(1);
    expect(posted).toEqual([1, 2, 3, 2, 3]);
    box.resendAfter(3);
    expect(posted).toEqual([1, 2, 3, 2, 3]);
  });

  it('knows what the other side lacks before it can apply one that it holds', () => {
    const box = outbox();
    for (const body of [offer, candidates, candidates, candidates]) box.send(body);
    expect(box.between(1, 4).map(({ n }) => n)).toEqual([2, 3]);
    expect(box.between(4, 4)).toEqual([]);
  });

  it('asks no more for what is not wanted any more, and keeps its place in the row', async () => {
    const bodies: SignalBody[] = [];
    const post = (_n: number, body: SignalBody) => {
      bodies.push(body);
      return Promise.reject(RequestError.closed('signal'));
    };
    const box = new SignalOutbox(new Scope(asyncScheduler), post, () => 65_536);
    box.send({ restart: true });
    await settled();
    box.withdrawAsking();
    box.resendUnacked();
    expect(bodies).toEqual([{ restart: true }, { candidates: [] }]);
  });

  it('sends again by itself what the server would not take so fast, when the server says', async () => {
    jest.useFakeTimers();
    const refusal = { ...errorOf('rate-limited'), retryAfterMs: 700 };
    let refuse = true;
    const scope = new Scope(asyncScheduler);
    const post = (n: number) => {
      posted.push(n);
      return refuse ? Promise.reject(RequestError.answered('signal', refusal)) : Promise.resolve({});
    };
    const box = new SignalOutbox(scope, post, () => 65_536);
    box.send(offer);
    await jest.advanceTimersByTimeAsync(699);
    expect(posted).toEqual([1]);
    refuse = false;
    await jest.advanceTimersByTimeAsync(1);
    expect(posted).toEqual([1, 1]);
    box.resendUnacked();
    expect(posted).toEqual([1, 1]);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('forgets what the other side has by its own word: an answer has the offer, an offer has the answer', () => {
    const box = outbox();
    box.send(offer);
    box.send(candidates);
    box.descriptionTaken('answer', box.said);
    box.resendAfter(0);
    expect(posted.slice(2)).toEqual([2]);
    box.send(answer);
    box.descriptionTaken('offer', box.said);
    posted = [];
    box.resendAfter(0);
    expect(posted).toEqual([]);
  });

  it('keeps an answer that was sent to the very offer which was taken', () => {
    const box = outbox();
    const { said } = box;
    box.send(answer);
    box.descriptionTaken('offer', said);
    box.resendAfter(0);
    expect(posted).toEqual([1, 1]);
  });

  it('forgets nothing when two offers meet', () => {
    const box = outbox();
    box.send(offer);
    box.descriptionTaken('offer', box.said);
    box.resendAfter(0);
    expect(posted).toEqual([1, 1]);
  });
});
