import type { ConnectionState } from '../peer';

/** Where the recovery of one peer's connection stands. */
export interface Ladder {
  readonly rung: ConnectionState;
  /** How many times the end of the ladder was reached since the connection last worked. */
  readonly rounds: number;
}

/** What happens to a connection, as the ladder sees it. */
export type LadderEvent =
  /** A connection is being made, here or by the other side, or an offer is expected. */
  | 'opened'
  | 'connected'
  /** Nothing arrives any more. */
  | 'contact-lost'
  /** The browser gave the connection up: nothing heals by itself any more. */
  | 'given-up'
  /** The same, in a browser whose restarts bring no such connection back. */
  | 'beyond-restart'
  /** The other side has begun an ICE restart. */
  | 'restarted-by-peer'
  /** The time that the rung was given is over. */
  | 'patience-over'
  /** Signals are known to get through (again): what waits for that goes on. */
  | 'way-opened'
  /** The machine has another network and the server is lost: the path still works, but may not for long. */
  | 'moved'
  /** There is no connection any more, and none is to be made. */
  | 'closed';

/** What the ladder wants done. */
export type LadderAct = 'restart-ice' | 'renew' | null;

export interface LadderStep {
  readonly ladder: Ladder;
  readonly act: LadderAct;
}

export const GROUND: Ladder = { rung: 'none', rounds: 0 };

/** What would reach the other side now. What needs one of them is not begun without. */
export interface Ways {
  /** Over the server. */
  readonly toServer: boolean;
  /** Over the connection itself. */
  readonly inBand: boolean;
}

/**
 * The recovery ladder: wait → ICE restart → new generation → unreachable, still trying. Never `iceConnectionState`: it becomes
 * `failed` in no browser when it would have to.
 */
export function climb(ladder: Ladder, event: LadderEvent, ways: Ways): LadderStep {
  const canSignal = ways.toServer;
  const { rung, rounds } = ladder;
  const stay: LadderStep = { ladder, act: null };
  const to = (next: ConnectionState, act: LadderAct = null): LadderStep => ({ ladder: { rung: next, rounds }, act });
  const unreachable = (act: LadderAct): LadderStep => ({
    ladder: { rung: 'unreachable', rounds: rounds + 1 },
    act: canSignal ? act : null,
  });

  switch (event) {
    case 'closed':
      return { ladder: GROUND, act: null };
    case 'connected':
      return rung === 'connected' ? stay : { ladder: { rung: 'connected', rounds: 0 }, act: null };
    case 'opened':
      if (rung === 'none' || rung === 'connecting') return to('connecting');
      return to(rung === 'unreachable' ? 'unreachable' : 'renewing');
    case 'contact-lost':
      return rung === 'connected' ? to('waiting') : stay;
    case 'given-up':
      if (rung !== 'connected' && rung !== 'waiting') return stay;
      return canSignal ? to('restarting', 'restart-ice') : unreachable(null);
    case 'beyond-restart':
      if (rung !== 'connected' && rung !== 'waiting' && rung !== 'restarting') return stay;
      return canSignal ? to('renewing', 'renew') : unreachable(null);
    case 'restarted-by-peer':
      return rung === 'waiting' || rung === 'restarting' || rung === 'unreachable' ? to('restarting') : stay;
    case 'way-opened':
      return canSignal && (rung === 'unreachable' || rung === 'waiting') ? to('restarting', 'restart-ice') : stay;
    case 'moved':
      // the picture goes on: nothing is shown of it
      return rung === 'connected' && ways.inBand && !canSignal ? { ladder, act: 'restart-ice' } : stay;
    case 'patience-over':
      switch (rung) {
        case 'waiting':
          return canSignal ? to('restarting', 'restart-ice') : unreachable(null);
        case 'restarting':
          return canSignal ? to('renewing', 'renew') : unreachable(null);
        case 'connecting':
        case 'renewing':
        case 'unreachable':
          return unreachable('renew');
        case 'none':
        case 'connected':
          return stay;
      }
  }
}

/** Where an ICE restart has to be waited for, because the last one is too fresh. */
export function tooSoon(ladder: Ladder): Ladder {
  return ladder.rung === 'connected' ? { ...ladder, rung: 'waiting' } : ladder;
}
