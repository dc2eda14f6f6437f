import { fakePeer, type PeerSketch } from '@holdfast/call-ui/testing';
import { callNews, type CallScene } from './call-news';
import { followMembers } from './member';

const hint = 'No contact with the server. Your call goes on.';
const noNetwork = 'Your network seems to be gone.';

/** What a screen reader is told, moment by moment. */
class Told {
  private scene: CallScene | null = null;

  at(sketches: readonly PeerSketch[], also: Partial<Omit<CallScene, 'members'>> = {}): readonly string[] {
    const before = this.scene;
    const members = followMembers(before?.members ?? [], sketches.map(fakePeer), 'ready');
    this.scene = { members, noNetwork: null, noContact: null, notice: null, ...also };
    return callNews(before, this.scene, 'Guest');
  }
}

describe('callNews', () => {
  let told: Told;

  beforeEach(() => (told = new Told()));

  it('says who is there at the first look, and who comes later', () => {
    expect(told.at([{}])).toEqual(['Ana is here.']);
    expect(told.at([{}, { id: 'seat-2', pageId: 'page-2', name: '' }])).toEqual(['Guest joined.']);
  });

  it('says who left, also when another came in the same moment', () => {
    told.at([{}]);
    expect(told.at([{ id: 'seat-2', pageId: 'page-2', name: 'Ben' }])).toEqual(['Ben joined.', 'Ana left.']);
    expect(told.at([])).toEqual(['Ben left.']);
  });

  it('tells who left from who was lost and did not come back', () => {
    told.at([{}]);
    told.at([{ state: 'away', connection: 'unreachable' }]);
    expect(told.at([])).toEqual(['Ana did not come back.']);
  });

  it('says what is turned off and on', () => {
    told.at([{}]);
    expect(told.at([{ camera: 'off', microphone: 'off' }])).toEqual([
      'Ana’s camera is off.',
      'Ana’s microphone is off.',
    ]);
    expect(told.at([{ camera: 'none', microphone: 'off' }])).toEqual([]);
    expect(told.at([{}])).toEqual(['Ana’s camera is on.', 'Ana’s microphone is on.']);
  });

  it('says that a connection broke off, that it takes longer, and that it is back; nothing of the rungs between', () => {
    told.at([{}]);
    const rungs = [
      'waiting',
      'restarting',
      'renewing',
      'unreachable',
      'restarting',
      'unreachable',
      'connected',
    ] as const;
    expect(rungs.flatMap((connection) => told.at([{ connection }]))).toEqual([
      'The connection to Ana broke off.',
      'Ana can’t be reached. Trying on.',
      'The connection to Ana is back.',
    ]);
  });

  it('says of a reload that somebody is away and is back, nothing of the camera that is being opened', () => {
    told.at([{}]);
    const moments: readonly PeerSketch[] = [
      { state: 'away' },
      { state: 'away', connection: 'waiting' },
      { pageId: 'page-2', camera: 'none', microphone: 'none', connection: 'renewing' },
      { pageId: 'page-2', connection: 'renewing' },
      { pageId: 'page-2' },
    ];
    expect(moments.flatMap((moment) => told.at([moment]))).toEqual([
      'Ana is away. The place is kept.',
      'The connection to Ana is back.',
    ]);
  });

  it('says nothing of a first connection that is made', () => {
    told.at([{ connection: 'connecting' }]);
    expect(told.at([{}])).toEqual([]);
  });

  it('says that the server is gone and that it is back', () => {
    told.at([{}]);
    expect(told.at([{}], { noContact: hint })).toEqual([hint]);
    expect(told.at([{}], { noContact: 'No contact with the server. Trying again.' })).toEqual([]);
    expect(told.at([{}])).toEqual(['The server is back.']);
  });

  it('says a notice once', () => {
    told.at([{}]);
    expect(told.at([{}], { notice: 'Something' })).toEqual(['Something']);
    expect(told.at([{}], { notice: 'Something' })).toEqual([]);
    expect(told.at([{}])).toEqual([]);
  });

  it('speaks of the own network instead of everything that is lost with it', () => {
    told.at([{}]);
    expect(told.at([{ connection: 'waiting' }])).toEqual(['The connection to Ana broke off.']);
    expect(told.at([{ connection: 'unreachable' }], { noNetwork })).toEqual([noNetwork]);
    expect(told.at([{ connection: 'unreachable', state: 'away' }], { noNetwork })).toEqual([]);
    expect(told.at([{ connection: 'restarting' }])).toEqual(['Your network is back.']);
    expect(told.at([{}])).toEqual(['The connection to Ana is back.']);
  });

  it('goes over from the hint to the own network and back without a word too many', () => {
    told.at([{}], { noContact: hint });
    expect(told.at([{ connection: 'waiting' }], { noNetwork })).toEqual([noNetwork]);
    expect(told.at([{}], { noContact: hint })).toEqual(['The connection to Ana is back.', hint]);
  });
});
