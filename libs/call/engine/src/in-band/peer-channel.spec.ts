import { LIMITS, type InBandMessage } from '@holdfast/protocol';
import { NEVER, asyncScheduler, interval } from 'rxjs';
import { Drops } from '../drops';
import { silentLog } from '../ports/log';
import type { DataChannelPort } from '../ports/peer-connection';
import { PULSE_MS } from '../ports/pulse';
import { Scope } from '../scope';
import { PeerChannel, type InBandBody, type InBandRequest } from './peer-channel';

/** One end of a data channel that carries nothing by itself. */
class LooseEnd extends EventTarget {
  readyState: RTCDataChannelState = 'open';
  bufferedAmount = 0;
  readonly sent: InBandMessage[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as InBandMessage);
  }

  takes(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  named(event: InBandMessage['event']): InBandMessage[] {
    return this.sent.filter((message) => message.event === event);
  }
}

const presence = (version: number) => ({ version, microphone: 'on', camera: 'off' }) as const;
const update = (version: number) => ({ event: 'update', payload: { presence: presence(version) } }) as const;

describe('PeerChannel', () => {
  let end: LooseEnd;
  let scope: Scope;
  let drops: Drops;
  let taken: InBandRequest[];
  let onTaken: () => void;
  let heard: number;
  let relayOnly: boolean;
  let channel: PeerChannel;

  beforeEach(() => {
    jest.useFakeTimers();
    end = new LooseEnd();
    scope = new Scope(asyncScheduler);
    drops = new Drops(silentLog);
    taken = [];
    onTaken = () => undefined;
    heard = 0;
    relayOnly = false;
    channel = new PeerChannel(scope, {
      channel: end as unknown as DataChannelPort,
      pulse$: interval(PULSE_MS),
      take: (message) => {
        onTaken();
        taken.push(message);
        return message.event === 'signal' ? 3 : null;
      },
      isRelayOnly: () => relayOnly,
      drops,
    });
    channel.heard$.subscribe(() => (heard += 1));
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  describe('beats', () => {
    it('go four times in a second where nothing else goes', () => {
      jest.advanceTimersByTime(10_000);
      expect(end.named('beat')).toHaveLength(40);
    });

    it('are left out where something else goes', () => {
      for (let second = 0; second < 40; second++) {
        jest.advanceTimersByTime(125);
        end.takes('{"event":"leave","id":1}'); // which is acked
      }
      expect(end.named('beat').length).toBeLessThanOrEqual(1);
    });

    it('wait for a channel that is open, and never pile up in one that carries nothing', () => {
      end.readyState = 'connecting';
      jest.advanceTimersByTime(1_000);
      end.readyState = 'open';
      end.bufferedAmount = 60;
      jest.advanceTimersByTime(60_000);
      expect(end.sent).toEqual([]);
      end.bufferedAmount = 0;
      jest.advanceTimersByTime(250);
      expect(end.sent).toEqual([{ event: 'beat', id: 1 }]);
    });

    it('go when beats come, though the ticks of a hidden page are late, and not more often for that', () => {
      const late = new LooseEnd();
      const hidden = new Scope(asyncScheduler);
      new PeerChannel(hidden, {
        channel: late as unknown as DataChannelPort,
        pulse$: NEVER,
        take: () => null,
        isRelayOnly: () => false,
        drops,
      });
      for (let id = 1; id <= 40; id++) {
        jest.advanceTimersByTime(125);
        late.takes(JSON.stringify({ event: 'beat', id }));
      }
      expect(late.named('beat')).toHaveLength(20);
      hidden.end();
    });

    it('tell that the other side is one that beats, and that it is there', () => {
      expect(channel.isBeating).toBe(false);
      end.takes('{"event":"beat","id":1}');
      expect([channel.isBeating, heard]).toEqual([true, 1]);
      expect(taken).toEqual([]);
    });
  });

  describe('what must arrive', () => {
    it('goes at once, and every 250 ms until it is acked', async () => {
      let acked = false;
      void channel.send({ event: 'leave' }).then(() => (acked = true));
      expect(end.sent).toEqual([{ event: 'leave', id: 1 }]);
      jest.advanceTimersByTime(1_000);
      expect(end.named('leave')).toHaveLength(5);
      end.takes('{"event":"ack","id":1}');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(end.named('leave')).toHaveLength(5);
      expect(acked).toBe(true);
    });

    it('goes as soon as the channel carries again, where it could not be sent at first', () => {
      end.bufferedAmount = 1;
      void channel.send({ event: 'leave' });
      jest.advanceTimersByTime(1_000);
      expect(end.sent).toEqual([]);
      end.bufferedAmount = 0;
      jest.advanceTimersByTime(PULSE_MS);
      expect(end.named('leave')).toHaveLength(1);
    });

    it('is only the newest of several updates', () => {
      for (const version of [1, 2, 3]) void channel.send(update(version));
      expect(end.named('update')).toHaveLength(3);
      jest.advanceTimersByTime(250);
      expect(end.named('update').slice(3)).toEqual([{ ...update(3), id: 3 }]);
    });

    it('is each signal once, also where it is given again', () => {
      const signal = (n: number): InBandBody => ({
        event: 'signal',
        payload: { connectionId: '1.1.1', n, candidates: [] },
      });
      for (const n of [4, 5, 4, 4]) void channel.send(signal(n));
      expect(end.named('signal')).toHaveLength(4);
      jest.advanceTimersByTime(250);
      expect(end.named('signal').slice(4)).toEqual([
        { ...signal(5), id: 2 },
        { ...signal(4), id: 4 },
      ]);
    });

    it('tells of relays alone when it goes again, where that was chosen meanwhile', () => {
      const [host, relay] = ['host', 'relay'].map((type) => ({
        candidate: `candidate:1 1 udp 1 192.0.2.7 9 typ ${type}`,
      }));
      const signal = (...candidates: { candidate: string }[]) =>
        ({ event: 'signal', payload: { connectionId: '1.1.1', n: 4, candidates } }) as const;
      void channel.send(signal(host, relay));
      relayOnly = true;
      jest.advanceTimersByTime(250);
      expect(end.named('signal')).toEqual([
        { ...signal(host, relay), id: 1 },
        { ...signal(relay), id: 1 },
      ]);
    });

    it('tells what the other side has applied, for a signal', async () => {
      const payload = { connectionId: '1.1.1', n: 4, candidates: [] };
      const applied = channel.send({ event: 'signal', payload });
      end.takes('{"event":"ack","id":1,"n":2}');
      await expect(applied).resolves.toBe(2);
    });

    it('goes no more after the connection was closed', () => {
      void channel.send({ event: 'leave' });
      scope.end();
      jest.advanceTimersByTime(10_000);
      expect(end.sent).toHaveLength(1);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  describe('what comes', () => {
    it('is taken and acked each time that it comes', () => {
      const text = JSON.stringify({ ...update(1), id: 9 });
      end.takes(text);
      end.takes(text);
      expect(taken).toHaveLength(2);
      expect(end.sent).toEqual([
        { event: 'ack', id: 9 },
        { event: 'ack', id: 9 },
      ]);
    });

    it('is acked before it is taken, because a `leave` ends the connection', () => {
      const ackedBefore = jest.fn(() => end.named('ack').length);
      onTaken = ackedBefore;
      end.takes('{"event":"leave","id":4}');
      expect(ackedBefore).toHaveReturnedWith(1);
    });

    it('is acked with the last applied `n` where it is a signal', () => {
      end.takes(JSON.stringify({ event: 'signal', id: 2, payload: { connectionId: '1.1.1', n: 5, candidates: [] } }));
      expect(end.sent).toEqual([{ event: 'ack', id: 2, n: 3 }]);
    });

    it.each<[string, unknown]>([
      ['no text', new ArrayBuffer(3)],
      ['no JSON', '{"event":'],
      ['no object', '7'],
      ['an unknown event', '{"event":"joined","id":1}'],
      ['a payload that does not fit', '{"event":"update","id":1,"payload":{"presence":{"version":-1}}}'],
      ['more than fits', JSON.stringify({ event: 'beat', id: 1, more: 'x'.repeat(LIMITS.messageBytes) })],
    ])('is dropped, counted and no sign of life where it is %s', (_what, data) => {
      end.takes(data);
      expect([drops.of('malformed'), taken.length, heard, end.sent.length]).toEqual([1, 0, 0, 0]);
    });

    it('changes nothing where it is the ack of something else', () => {
      void channel.send({ event: 'leave' });
      end.takes('{"event":"ack","id":77}');
      jest.advanceTimersByTime(250);
      expect(end.named('leave')).toHaveLength(2);
    });
  });
});
