import type { CallState, EndReason, MediaPath, Peer } from '@holdfast/call-engine';
import { distinctUntilChanged, map, merge, scan, startWith, type Observable, type SchedulerLike } from 'rxjs';

/** What can be told of a call when it is over. */
export interface CallSummary {
  readonly reason: EndReason;
  /** From the moment the first peer was connected until the end, in ms; `null` where nobody ever was. */
  readonly durationMs: number | null;
  /** How media went last; `null` where it never did. */
  readonly path: MediaPath | null;
}

/** What a page remembers of a call while it goes on, and after it. */
export interface CallHistory {
  /** When the first peer was connected, in ms since the epoch; `null` before that and after the end. */
  readonly connectedSince: number | null;
  readonly path: MediaPath | null;
  readonly summary: CallSummary | null;
}

export const NO_HISTORY: CallHistory = { connectedSince: null, path: null, summary: null };

type HistoryEvent =
  | { readonly type: 'state'; readonly state: CallState; readonly now: number }
  | { readonly type: 'peers'; readonly peers: readonly Peer[]; readonly now: number };

/** Keeps the history of one call; each join begins a new one. */
export function callHistory$(
  call: { readonly state$: Observable<CallState>; readonly peers$: Observable<readonly Peer[]> },
  clock: Pick<SchedulerLike, 'now'>,
): Observable<CallHistory> {
  return merge(
    call.state$.pipe(map((state): HistoryEvent => ({ type: 'state', state, now: clock.now() }))),
    call.peers$.pipe(map((peers): HistoryEvent => ({ type: 'peers', peers, now: clock.now() }))),
  ).pipe(scan(transition, NO_HISTORY), startWith(NO_HISTORY), distinctUntilChanged());
}

function transition(history: CallHistory, event: HistoryEvent): CallHistory {
  if (event.type === 'peers') return withPeers(history, event.peers, event.now);
  switch (event.state.phase) {
    case 'joining':
      return NO_HISTORY;
    case 'ended':
      return history.summary === null ? ended(history, event.state.reason, event.now) : history;
    default:
      return history;
  }
}

function withPeers(history: CallHistory, peers: readonly Peer[], now: number): CallHistory {
  const connected = peers.find((peer) => peer.connection === 'connected');
  if (connected === undefined || history.summary !== null) return history;
  const connectedSince = history.connectedSince ?? now;
  const path = connected.path ?? history.path;
  return connectedSince === history.connectedSince && path === history.path
    ? history
    : { connectedSince, path, summary: null };
}

function ended({ connectedSince, path }: CallHistory, reason: EndReason, now: number): CallHistory {
  const durationMs = connectedSince === null ? null : now - connectedSince;
  return { connectedSince: null, path, summary: { reason, durationMs, path } };
}
