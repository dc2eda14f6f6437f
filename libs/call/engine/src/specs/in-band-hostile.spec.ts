import type { FakeDataChannel } from '../testing/fake-data-channel';
import { Stage, type Person } from './stage';

function arrives(channel: FakeDataChannel, message: object | string): void {
  const data = typeof message === 'string' ? message : JSON.stringify(message);
  channel.dispatchEvent(Object.assign(new Event('message'), { data }));
}

describe('a peer that lies over the connection', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
    await stage.pass(500);
  });
  afterEach(() => stage.end());

  const channelOf = ({ host }: Person): FakeDataChannel => {
    const { channel } = host.latest;
    if (channel === null) throw new Error('there is no channel');
    return channel;
  };
  /** Something that Ben's engine would never say arrives at Ana. */
  const says = async (message: object | string): Promise<void> => {
    arrives(channelOf(ana), message);
    await stage.pass(50);
  };
  const presence = (version: number) => ({ version, microphone: 'none', camera: 'none' });

  it.each<[string, object | string, string[]]>([
    [
      'a signal about another connection',
      { event: 'signal', id: 90, payload: { connectionId: '1.1.2', n: 1, candidates: [] } },
      ['not-yours'],
    ],
    [
      'an answer that was there before',
      {
        event: 'signal',
        id: 91,
        payload: { connectionId: '1.1.1', n: 1, description: { type: 'answer', sdp: 'v=0' } },
      },
      ['repeated'],
    ],
    ['a presence of a lower version', { event: 'update', id: 92, payload: { presence: presence(0) } }, []],
    [
      'a presence that is not whole, in the name of another',
      { event: 'update', id: 93, from: 'seat-1', payload: {} },
      ['malformed'],
    ],
    ['the ack of something that was never sent', { event: 'ack', id: 4_711, n: 4_711 }, []],
    [
      'a notice of the server',
      { event: 'peer-left', id: 94, payload: { id: 'seat-2', reason: 'left' } },
      ['malformed'],
    ],
    ['more than fits', `{"event":"beat","id":95,"more":"${'x'.repeat(70_000)}"}`, ['malformed']],
    ['no JSON', '{"event":', ['malformed']],
  ])('changes nothing by %s', async (_what, message, drops) => {
    // as after some mutes: the version that is known is not the first
    ben.media.mute();
    ben.media.turnOnMicrophone();
    await stage.pass(200);
    const { peer, id } = ana;
    const connections = [ana.host.latest, ben.host.latest].map(({ offers }) => offers);
    await says(message);
    await stage.pass(2_000);
    expect(ana.peer).toBe(peer);
    expect(ana.drops).toEqual(drops);
    expect(ana.id).toBe(id);
    expect([ana.host.latest, ben.host.latest].map(({ offers }) => offers)).toEqual(connections);
    expect([ana.host.open.length, ben.host.open.length]).toEqual([1, 1]);
  });

  it('ends nothing by a leave that comes again on the connection to the page before', async () => {
    const old = channelOf(ana);
    ben.reloads();
    await stage.pass(12); // the connection to the page before still shows its last picture
    expect(ana.host.open).toHaveLength(2);
    for (const message of [
      { event: 'leave', id: 7 },
      { event: 'update', id: 8, payload: { presence: presence(9) } },
    ]) {
      arrives(old, message);
    }
    expect(ana.drops).toEqual(['other-incarnation', 'other-incarnation']);
    await stage.pass(500);
    expect(ana.peer).toMatchObject({ state: 'present', incarnation: 2, connection: 'connected' });
    expect(ana.peer.presence).toMatchObject({ version: 1, microphone: 'on', camera: 'on' });
  });
});

describe('a peer that says over its connection to be somebody else', () => {
  it('is itself: who it is follows from the connection', async () => {
    const stage = new Stage({ server: { capacity: 3 } });
    const [ana, ben, cleo] = ['Ana', 'Ben', 'Cleo'].map((name) => stage.person(name)) as [Person, Person, Person];
    for (const person of [ana, ben, cleo]) {
      await person.joins();
      await stage.pass(500);
    }
    const peerOf = ({ id }: Person) => ana.call.peers$.value.find((peer) => peer.id === id);
    const before = peerOf(cleo);
    expect(before?.connection).toBe('connected');
    const [toBen] = ana.host.open; // who came first
    const presence = { version: 9, microphone: 'off', camera: 'off' };
    const message = { event: 'update', id: 90, from: cleo.id, to: cleo.id, payload: { id: cleo.id, presence } };
    arrives(toBen?.channel as FakeDataChannel, message);
    expect(peerOf(cleo)).toBe(before);
    expect(peerOf(ben)?.presence).toEqual(presence);
    stage.end();
  });
});
