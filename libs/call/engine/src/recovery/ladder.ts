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
  /** The browser lost contact. */
  | 'contact-lost'
  /** The browser gave the connection up: nothing heals by itself any more. */
  | 'given-up'
  /** The other side has begun an ICE restart. */
  | 'restarted-by-peer'
  /** The time that the rung was given is over. */
  | 'patience-over'
  /** Signals get through again, or the machine has another network: what waits for its next try tries now. */
  | 'way-opened'
  /** There is no connection any more, and none is to be made. */
  | 'closed';

/** What the ladder wants done. */
export type LadderAct = 'restart-ice' | 'renew' | null;

export interface LadderStep {
  readonly ladder: Ladder;
  readonly act: LadderAct;
}

export const GROUND: Ladder = { rung: 'none', rounds: 0 };

/**
 * The recovery ladder: wait → ICE restart → new generation → unreachable, still trying. Never `iceConnectionState`: it becomes
 * `failed` in no browser when it would have to.
 * @param canSignal whether a signal would reach the other side now: what needs one is not begun without
 */
export function climb(ladder: Ladder, event: LadderEvent, canSignal: boolean): LadderStep {
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
    case 'restarted-by-peer':
      return rung === 'waiting' || rung === 'restarting' || rung === 'unreachable' ? to('restarting') : stay;
    case 'way-opened':
      return canSignal && (rung === 'unreachable' || rung === 'waiting') ? to('restarting', 'restart-ice') : stay;
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
