import { fakePeer, type PeerSketch } from '@holdfast/call-ui/testing';
import { callNews, type CallScene } from './call-news';

function scene(sketches: readonly PeerSketch[], noContact: string | null = null): CallScene {
  return { peers: sketches.map(fakePeer), noContact };
}

function news(before: CallScene | null, after: CallScene): readonly string[] {
  return callNews(before, after, 'Guest');
}

describe('callNews', () => {
  it('says who is there at the first look, and who comes later', () => {
    expect(news(null, scene([{}]))).toEqual(['Ana is here.']);
    expect(news(scene([]), scene([{}]))).toEqual(['Ana joined.']);
    expect(news(scene([]), scene([{ name: '' }]))).toEqual(['Guest joined.']);
  });

  it('says who left, also when another came in the same moment', () => {
    expect(news(scene([{}]), scene([]))).toEqual(['Ana left.']);
    expect(news(scene([{}]), scene([{ id: 'seat-2', name: 'Ben' }]))).toEqual(['Ben joined.', 'Ana left.']);
  });

  it('says what is turned off and on', () => {
    expect(news(scene([{}]), scene([{ camera: 'off', microphone: 'off' }]))).toEqual([
      'Ana’s camera is off.',
      'Ana’s microphone is off.',
    ]);
    expect(news(scene([{ camera: 'none' }]), scene([{}]))).toEqual(['Ana’s camera is on.']);
    expect(news(scene([{ camera: 'none' }]), scene([{ camera: 'off' }]))).toEqual([]);
  });

  it('says that a connection broke off and that it is back, nothing of the rungs between', () => {
    const rungs = ['connected', 'waiting', 'restarting', 'renewing', 'unreachable', 'connected'] as const;
    const told = rungs
      .slice(1)
      .flatMap((connection, index) => news(scene([{ connection: rungs[index] }]), scene([{ connection }])));
    expect(told).toEqual(['The connection to Ana broke off.', 'The connection to Ana is back.']);
  });

  it('says nothing of a first connection that is made', () => {
    expect(news(scene([{ connection: 'connecting' }]), scene([{}]))).toEqual([]);
  });

  it('says that the server is gone and that it is back', () => {
    const hint = 'No contact with the server. Your call goes on.';
    expect(news(scene([{}]), scene([{}], hint))).toEqual([hint]);
    expect(news(scene([{}], hint), scene([{}], hint))).toEqual([]);
    expect(news(scene([{}], hint), scene([{}]))).toEqual(['The server is back.']);
  });
});
