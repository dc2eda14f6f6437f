import { Subject, filter, fromEvent, take, type Observable } from 'rxjs';
import { MutableBehavior, type Behavior } from '../behavior';
import type { MediaPath } from '../peer';
import type { PeerConnectionPort } from '../ports/peer-connection';
import type { Scope } from '../scope';
import { readPath } from './path';

/** How long after a failed look the statistics are asked again for the path, in ms. */
const PATH_RETRY_MS = 1_000;
/** How long after a change they are asked, in ms: Chromium gives the same ones for 50 ms to whoever asks, so they may still have the path before. */
const FRESH_MS = 100;
/** How often they are asked again for an address that the other side has not told of: its candidates take a few round trips at most. */
const UNTOLD_LOOKS = 5;

/** Follows whether a connection goes through a relay, as often as the browser changes it. */
export class PathWatch {
  readonly path$: Behavior<MediaPath | null>;
  /** The browser goes another way, or has found one again. */
  readonly changed$: Observable<void>;
  private readonly changed = new Subject<void>();
  private readonly path = new MutableBehavior<MediaPath | null>(null);

  constructor(
    private readonly scope: Scope,
    private readonly connection: PeerConnectionPort,
    private readonly state$: Behavior<RTCPeerConnectionState>,
  ) {
    this.path$ = this.path;
    this.changed$ = this.changed;
    const connected$ = state$.pipe(filter((state) => state === 'connected'));
    scope.listen(connected$, () => void this.look(UNTOLD_LOOKS));
    scope.listen(connected$.pipe(take(1)), () => this.followPair());
    scope.atEnd(() => {
      this.path.complete();
      this.changed.complete();
    });
  }

  /** Something speaks for another path: Firefox tells of none that it takes while it counts as connected. */
  lookAgain(): void {
    this.scope.after(FRESH_MS, () => void this.look(UNTOLD_LOOKS));
  }

  /** A browser may take a better path while it is connected: no state changes then (W3C WebRTC section 5.6.1). */
  private followPair(): void {
    const [audio] = this.connection.getTransceivers();
    const iceTransport = audio?.sender.transport?.iceTransport;
    if (iceTransport === undefined) return;
    this.scope.listen(fromEvent(iceTransport, 'selectedcandidatepairchange'), () => {
      this.changed.next();
      this.lookAgain();
    });
  }

  private async look(untoldLooks: number): Promise<void> {
    const report = await this.connection.getStats().catch(() => null);
    if (this.scope.ended || this.state$.value !== 'connected') return;
    const seen = report && readPath(report);
    if (seen !== null && seen.path !== this.path.value) this.path.next(seen.path);
    if (seen === null) this.scope.after(PATH_RETRY_MS, () => void this.look(untoldLooks));
    else if (!seen.isTold && untoldLooks > 0) this.scope.after(PATH_RETRY_MS, () => void this.look(untoldLooks - 1));
  }
}
