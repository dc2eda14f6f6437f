import type { Joined, Participant } from '@holdfast/protocol';
import type { Delivery } from '../outcome';
import { Roster } from './roster';

const peer = (id: string, state: 'present' | 'away'): Participant => ({
  id,
  pageId: 'a-page-of-20-characters',
  name: '',
  order: 1,
  role: 'caller',
  state,
  incarnation: 1,
  presence: { version: 0, microphone: 'on', camera: 'on' },
});
const joined = (...peers: Participant[]): Delivery => ({ to: 'me', event: 'joined', payload: { peers } as Joined });

describe('Roster', () => {
  let roster: Roster;
  beforeEach(() => (roster = new Roster()));

  it('begins with who was in the room, present or away', () => {
    roster.follow(joined(peer('a', 'present'), peer('b', 'away')));
    expect([roster.stateOf('a'), roster.stateOf('b'), roster.stateOf('c')]).toEqual(['present', 'away', null]);
  });

  it('follows everybody who comes, goes away, comes back and leaves', () => {
    roster.follow(joined());
    roster.follow({ to: 'me', event: 'peer-joined', payload: { peer: peer('a', 'present') } });
    expect(roster.stateOf('a')).toBe('present');
    roster.follow({ to: 'me', event: 'peer-away', payload: { id: 'a' } });
    expect(roster.stateOf('a')).toBe('away');
    roster.follow({ to: 'me', event: 'peer-resumed', payload: { peer: peer('a', 'present') } });
    expect(roster.stateOf('a')).toBe('present');
    roster.follow({ to: 'me', event: 'peer-left', payload: { id: 'a', reason: 'left' } });
    expect(roster.stateOf('a')).toBeNull();
  });
});
