import type { Joined, Notice, Participant } from '@holdfast/protocol';
import { reduceRoster, type Roster } from './roster';

const participant = (order: number, change: Partial<Participant> = {}): Participant => ({
  id: `seat-${order}`,
  pageId: `page-${order}`,
  name: `Name ${order}`,
  order,
  role: 'callee',
  state: 'present',
  incarnation: 1,
  presence: { version: 1, microphone: 'on', camera: 'on' },
  ...change,
});

const joined = (self: Participant, ...peers: Participant[]): Notice => ({
  event: 'joined',
  payload: { self, peers } as unknown as Joined,
});

const after = (...notices: Notice[]) => notices.reduce<Roster | null>(reduceRoster, null);
const known = () => [joined(participant(2), participant(3), participant(1))];

describe('the roster', () => {
  it('begins with joined and is nothing before', () => {
    expect(after({ event: 'peer-away', payload: { id: 'seat-1' } })).toBeNull();
    expect(after(...known())?.peers.map(({ order }) => order)).toEqual([1, 3]);
  });

  it('makes the longest seated the caller, whoever that is', () => {
    expect(after(...known())).toMatchObject({
      self: { role: 'callee' },
      peers: [{ role: 'caller' }, { role: 'callee' }],
    });
    const left = { event: 'peer-left', payload: { id: 'seat-1', reason: 'left' } } as const;
    expect(after(...known(), left)).toMatchObject({ self: { role: 'caller' }, peers: [{ role: 'callee' }] });
  });

  it('has a newcomer, one who is away, one who is back', () => {
    const away = { event: 'peer-away', payload: { id: 'seat-1' } } as const;
    expect(after(...known(), away)?.peers[0]?.state).toBe('away');
    const back = { event: 'peer-resumed', payload: { peer: participant(1) } } as const;
    expect(after(...known(), away, back)?.peers[0]?.state).toBe('present');
    const fourth = { event: 'peer-joined', payload: { peer: participant(4) } } as const;
    expect(after(...known(), fourth)?.peers.map(({ id }) => id)).toEqual(['seat-1', 'seat-3', 'seat-4']);
  });

  it('loses who is missing in a later joined', () => {
    expect(after(...known(), joined(participant(2), participant(3)))?.peers.map(({ id }) => id)).toEqual(['seat-3']);
  });

  it('goes on showing a peer whose owner is not back after a restart of the server', () => {
    const restored: { -readonly [Key in keyof Participant]?: Participant[Key] } = participant(1, { state: 'away' });
    delete restored.name;
    delete restored.presence;
    const peers = [participant(3), restored as Participant];
    expect(after(...known(), joined(participant(2), ...peers))?.peers[0]).toEqual(
      participant(1, { state: 'away', role: 'caller' }),
    );
    const nothing = { version: 0, microphone: 'none', camera: 'none' };
    expect(after(joined(participant(2), ...peers))?.peers[0]).toMatchObject({ name: '', presence: nothing });
  });

  describe('of one who has left', () => {
    const left = (reason: 'left' | 'expired') => ({ event: 'peer-left', payload: { id: 'seat-1', reason } }) as const;
    const rejoined = (state: Participant['state']) => joined(participant(2), participant(1, { state }), participant(3));
    const ids = (...notices: Notice[]) => after(...known(), ...notices)?.peers.map(({ id }) => id);

    it.each(['away', 'present'] as const)(
      'has no place for a server that has not heard it and counts the seat as %s',
      (state) => {
        expect(ids(left('left'), rejoined(state))).toEqual(['seat-3']);
      },
    );

    it('has a place again when that one is back, and for what happens to it then', () => {
      const resumed = { event: 'peer-resumed', payload: { peer: participant(1) } } as const;
      expect(ids(left('left'), resumed, rejoined('away'))).toEqual(['seat-1', 'seat-3']);
    });

    it('has a place again at a signal of that one, who came back unheard, as it is then', () => {
      const signal = { event: 'signaled', payload: { from: 'seat-1', connectionId: '1.1.1', n: 1 } } as const;
      const updated: Notice = {
        event: 'peer-updated',
        payload: { id: 'seat-1', incarnation: 2, presence: { version: 2, microphone: 'off', camera: 'off' } },
      };
      const returned = joined(participant(2), participant(1, { name: 'Other', incarnation: 2 }));
      expect(after(...known(), left('left'), returned, updated, signal)?.peers).toEqual([
        participant(1, { name: 'Other', role: 'caller', incarnation: 2, presence: updated.payload.presence }),
      ]);
      expect(ids(left('left'), rejoined('present'), signal, rejoined('away'))).toEqual(['seat-1', 'seat-3']);
    });

    it('has none for a signal that was on its way when that one left', () => {
      const signal = { event: 'signaled', payload: { from: 'seat-1', connectionId: '1.1.1', n: 1 } } as const;
      expect(ids(left('left'), signal)).toEqual(['seat-3']);
      expect(ids(left('left'), rejoined('present'), rejoined('away'), signal)).toEqual(['seat-3']);
    });

    it('forgets nobody whose seat only ran out: the server may have it again', () => {
      expect(ids(left('expired'), rejoined('away'))).toEqual(['seat-1', 'seat-3']);
    });
  });

  it('changes nothing for somebody unknown', () => {
    const before = after(...known());
    expect(after(...known(), { event: 'peer-left', payload: { id: 'nobody', reason: 'left' } })).toEqual(before);
    expect(after(...known(), { event: 'peer-away', payload: { id: 'nobody' } })).toEqual(before);
  });

  describe('presence', () => {
    const updated = (incarnation: number, version: number): Notice => ({
      event: 'peer-updated',
      payload: { id: 'seat-1', incarnation, presence: { version, microphone: 'off', camera: 'off' } },
    });
    const microphone = (...notices: Notice[]) => after(...known(), ...notices)?.peers[0]?.presence.microphone;

    it('passes over a lower version, and any other replaces it', () => {
      expect(microphone(updated(1, 2))).toBe('off');
      expect(microphone(updated(1, 1))).toBe('off');
      expect(microphone(updated(1, 0))).toBe('on');
    });

    it('of a higher incarnation wins, whatever its version; of a lower one never', () => {
      expect(microphone(updated(2, 0))).toBe('off');
      expect(microphone(updated(2, 0), joined(participant(2), participant(1)))).toBe('off');
      const back: Notice = { event: 'peer-resumed', payload: { peer: participant(1, { incarnation: 2 }) } };
      expect(microphone(back, updated(1, 9))).toBe('on');
    });
  });
});
