import type { ConnectionState } from '@holdfast/call-engine';
import { fakePeer, type PeerSketch } from '@holdfast/call-ui/testing';
import { followMembers, type Member } from './member';

/** What a peer was in turn, and how it is followed through that. */
function follow(...moments: readonly (readonly PeerSketch[])[]): readonly Member[] {
  return moments.reduce<readonly Member[]>(
    (before, sketches) => followMembers(before, sketches.map(fakePeer), 'ready'),
    [],
  );
}

describe('followMembers', () => {
  it('takes another page in the same seat for the same person, and another seat of the same page too', () => {
    const ben = { id: 'seat-0', pageId: 'other' };
    const [, ana] = follow(
      [ben, { id: 'seat-1', pageId: 'one' }],
      [ben, { id: 'seat-1', pageId: 'two' }],
      [ben, { id: 'seat-9', pageId: 'two' }],
    );
    expect(ana.key).toBe('seat-1');
  });

  it('gives the tile that is ready to whoever comes when nobody is there, and to nobody else', () => {
    const keys = (...moments: readonly (readonly PeerSketch[])[]) => follow(...moments).map(({ key }) => key);
    const [ana, ben, cleo] = ['1', '2', '3'].map((n) => ({ id: `seat-${n}`, pageId: `page-${n}` }));
    expect(keys([ana, ben])).toEqual(['ready', 'seat-2']);
    expect(keys([ana, ben], [ben], [ben, cleo])).toEqual(['seat-2', 'seat-3']);
    expect(keys([ana], [], [cleo])).toEqual(['ready']);
  });

  it('takes nobody for another who is still there', () => {
    const members = follow(
      [{ id: 'seat-1', pageId: 'one' }],
      [
        { id: 'seat-1', pageId: 'one' },
        { id: 'seat-2', pageId: 'one' },
      ],
    );
    expect(members.map(({ key }) => key)).toEqual(['ready', 'seat-2']);
  });

  it.each<[string, readonly PeerSketch[], readonly Member['loss'][]]>([
    ['a first connection', [{ connection: 'none' }, { connection: 'connecting' }, {}], ['none', 'none', 'none']],
    [
      'all rungs twice',
      (['waiting', 'restarting', 'unreachable', 'renewing', 'connected'] as const).map((connection) => ({
        connection,
      })),
      ['lost', 'lost', 'unreachable', 'unreachable', 'none'],
    ],
    [
      'a reload',
      [{}, { state: 'away' }, { state: 'away', connection: 'waiting' }, { connection: 'renewing' }, {}],
      ['none', 'none', 'away', 'away', 'none'],
    ],
    ['a lost one that begins anew', [{ connection: 'waiting' }, { connection: 'connecting' }], ['lost', 'lost']],
  ])('says as much of a loss as is new: %s', (_, sketches, losses) => {
    const seen = sketches.map((__, index) => follow(...sketches.slice(0, index + 1).map((sketch) => [sketch]))[0].loss);
    expect(seen).toEqual(losses);
  });

  it('goes on knowing a name that a server started anew does not know yet', () => {
    expect(follow([{}], [{ name: '', state: 'away' }])[0].peer.name).toBe('Ana');
    expect(follow([{}], [{ name: '' }])[0].peer.name).toBe('');
    expect(follow([{ name: '', state: 'away' }])[0].peer.name).toBe('');
  });

  it('believes what is on and off once there is a connection', () => {
    const cameras = (connection: ConnectionState) => follow([{}], [{ connection, camera: 'none' }])[0].presence.camera;
    expect(cameras('renewing')).toBe('on');
    expect(cameras('connected')).toBe('none');
    expect(follow([{ connection: 'connecting', camera: 'off' }])[0].presence.camera).toBe('off');
  });
});
