import type { ConnectionState } from '../peer';
import { climb, GROUND, tooSoon, type Ladder, type LadderAct, type LadderEvent, type Ways } from './ladder';

const open: Ways = { toServer: true, inBand: false };
const shut: Ways = { toServer: false, inBand: false };
const on = (rung: ConnectionState, rounds = 0): Ladder => ({ rung, rounds });

describe('the recovery ladder', () => {
  type Case = [from: ConnectionState, event: LadderEvent, to: ConnectionState, act: LadderAct];

  it.each<Case>([
    ['none', 'opened', 'connecting', null],
    ['connecting', 'opened', 'connecting', null],
    ['connecting', 'connected', 'connected', null],
    ['connecting', 'patience-over', 'unreachable', 'renew'],
    ['connected', 'contact-lost', 'waiting', null],
    ['connected', 'given-up', 'restarting', 'restart-ice'],
    ['connected', 'beyond-restart', 'renewing', 'renew'],
    ['connected', 'opened', 'renewing', null],
    ['waiting', 'connected', 'connected', null],
    ['waiting', 'patience-over', 'restarting', 'restart-ice'],
    ['waiting', 'given-up', 'restarting', 'restart-ice'],
    ['waiting', 'beyond-restart', 'renewing', 'renew'],
    ['waiting', 'restarted-by-peer', 'restarting', null],
    ['waiting', 'way-opened', 'restarting', 'restart-ice'],
    ['restarting', 'connected', 'connected', null],
    ['restarting', 'patience-over', 'renewing', 'renew'],
    ['restarting', 'beyond-restart', 'renewing', 'renew'],
    ['restarting', 'opened', 'renewing', null],
    ['renewing', 'connected', 'connected', null],
    ['renewing', 'patience-over', 'unreachable', 'renew'],
    ['unreachable', 'connected', 'connected', null],
    ['unreachable', 'patience-over', 'unreachable', 'renew'],
    ['unreachable', 'opened', 'unreachable', null],
    ['unreachable', 'way-opened', 'restarting', 'restart-ice'],
    ['unreachable', 'restarted-by-peer', 'restarting', null],
    ['unreachable', 'closed', 'none', null],
  ])('goes from %s by %s to %s and does: %s', (from, event, to, act) => {
    const step = climb(on(from), event, open);
    expect([step.ladder.rung, step.act]).toEqual([to, act]);
  });

  it.each<[ConnectionState, LadderEvent]>([
    ['connected', 'connected'],
    ['connected', 'patience-over'],
    ['connected', 'restarted-by-peer'],
    ['connected', 'way-opened'],
    ['connecting', 'contact-lost'],
    ['connecting', 'given-up'],
    ['connecting', 'way-opened'],
    ['restarting', 'given-up'],
    ['restarting', 'contact-lost'],
    ['restarting', 'way-opened'],
    ['renewing', 'given-up'],
    ['renewing', 'beyond-restart'],
    ['renewing', 'way-opened'],
    ['connecting', 'beyond-restart'],
    ['unreachable', 'beyond-restart'],
    ['none', 'patience-over'],
    ['none', 'given-up'],
  ])('stays on %s at %s, and its time runs on', (from, event) => {
    const ladder = on(from);
    expect(climb(ladder, event, open)).toEqual({ ladder, act: null });
    expect(climb(ladder, event, open).ladder).toBe(ladder);
  });

  it.each<[ConnectionState, LadderEvent]>([
    ['connected', 'given-up'],
    ['connected', 'beyond-restart'],
    ['restarting', 'beyond-restart'],
    ['waiting', 'patience-over'],
    ['restarting', 'patience-over'],
    ['renewing', 'patience-over'],
    ['connecting', 'patience-over'],
    ['unreachable', 'patience-over'],
  ])('begins nothing from %s at %s while no signal gets through, and is unreachable', (from, event) => {
    const step = climb(on(from), event, shut);
    expect([step.ladder.rung, step.act]).toEqual(['unreachable', null]);
  });

  it('restarts ICE over the connection itself where the machine has moved and the server is lost, and shows nothing of it', () => {
    const ladder = on('connected');
    const step = climb(ladder, 'moved', { toServer: false, inBand: true });
    expect(step).toEqual({ ladder, act: 'restart-ice' });
    expect(step.ladder).toBe(ladder);
  });

  it.each<ConnectionState>(['none', 'connecting', 'connected', 'waiting', 'restarting', 'renewing', 'unreachable'])(
    'does nothing from %s where the machine has moved and no signal gets through at all',
    (rung) => {
      const ladder = on(rung);
      expect(climb(ladder, 'moved', shut)).toEqual({ ladder, act: null });
    },
  );

  it('opens no new generation over the connection itself', () => {
    for (const rung of ['restarting', 'renewing', 'unreachable'] as const)
      expect(climb(on(rung), 'patience-over', { toServer: false, inBand: true }).act).toBeNull();
  });

  it('counts the rounds at its end until the connection works again', () => {
    const second = climb(climb(on('renewing'), 'patience-over', open).ladder, 'patience-over', open).ladder;
    expect(second).toEqual(on('unreachable', 2));
    expect(climb(second, 'opened', open).ladder.rounds).toBe(2);
    expect(climb(second, 'connected', open).ladder).toEqual(on('connected', 0));
    expect(climb(second, 'closed', open).ladder).toBe(GROUND);
  });

  it('shows that it waits where a restart would come too soon after the last one', () => {
    expect(tooSoon(on('connected', 1))).toEqual(on('waiting', 1));
    expect(tooSoon(on('unreachable', 1))).toEqual(on('unreachable', 1));
  });
});
