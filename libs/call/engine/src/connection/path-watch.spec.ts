import { asyncScheduler } from 'rxjs';
import { MutableBehavior } from '../behavior';
import type { PeerConnectionPort } from '../ports/peer-connection';
import { Scope } from '../scope';
import { PathWatch } from './path-watch';

/** A connection of which only the statistics are asked. */
class Statistics {
  asked = 0;
  remote = 'prflx';
  readonly iceTransport = new EventTarget();

  readonly asPort = {
    getTransceivers: () => [{ sender: { transport: { iceTransport: this.iceTransport } } }],
    getStats: async () => {
      this.asked += 1;
      const entries = [
        { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
        { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' },
        { id: 'L', type: 'local-candidate', candidateType: 'host' },
        { id: 'R', type: 'remote-candidate', candidateType: this.remote },
      ];
      return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
    },
  } as unknown as PeerConnectionPort;
}

describe('PathWatch', () => {
  let scope: Scope;
  let statistics: Statistics;
  let watch: PathWatch;

  beforeEach(async () => {
    jest.useFakeTimers();
    scope = new Scope(asyncScheduler);
    statistics = new Statistics();
    watch = new PathWatch(scope, statistics.asPort, new MutableBehavior<RTCPeerConnectionState>('connected'));
    await jest.advanceTimersByTimeAsync(0);
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  it('finds that an address it took for a direct one is a relay, once the other side has told of it', async () => {
    expect(watch.path$.value).toBe('direct');
    statistics.remote = 'relay';
    await jest.advanceTimersByTimeAsync(1_000);
    expect(watch.path$.value).toBe('relayed');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(statistics.asked).toBe(2);
  });

  it('finds another path also where the browser tells of the one before for 50 ms more', async () => {
    statistics.remote = 'host';
    await jest.advanceTimersByTimeAsync(1_000);
    const changes = jest.fn();
    watch.changed$.subscribe(changes);
    statistics.iceTransport.dispatchEvent(new Event('selectedcandidatepairchange'));
    expect(changes).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(50);
    statistics.remote = 'relay';
    await jest.advanceTimersByTimeAsync(50);
    expect(watch.path$.value).toBe('relayed');
  });

  it('stops asking for an address that is never told of, as that of a NAT', async () => {
    await jest.advanceTimersByTimeAsync(60_000);
    expect(watch.path$.value).toBe('direct');
    expect(statistics.asked).toBe(6);
  });
});
