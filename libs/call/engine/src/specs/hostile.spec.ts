import type { Notice } from '@holdfast/protocol';
import { Stage, type Person } from './stage';

describe('what does not belong here', () => {
  let stage: Stage;
  let ana: Person;
  let ben: Person;
  beforeEach(async () => {
    stage = new Stage();
    [ana, ben] = await stage.two();
  });
  afterEach(() => stage.end());

  const untouched = () => {
    for (const { peer, host, call } of [ana, ben]) {
      expect(call.state$.value.phase).toBe('joined');
      expect(peer.connection).toBe('connected');
      expect(host.connections).toHaveLength(1);
      expect(host.latest.signalingState).toBe('stable');
    }
  };

  const offer = { type: 'offer', sdp: 'v=0' } as const;

  it.each([
    ['an unknown event', { event: 'made-up', payload: {} }],
    ['the name of an inherited property', { event: 'toString', payload: {} }],
    ['a payload of another shape', { event: 'peer-left', payload: { id: 7, reason: 'left' } }],
    ['no payload', { event: 'peer-joined', payload: undefined }],
    ['a signal without a number', { event: 'signaled', payload: { from: 'seat-2', connectionId: '1.1.1' } }],
    ['a signal with a broken id', { event: 'signaled', payload: { from: 'seat-2', connectionId: '1.x.1', n: 9 } }],
    ['a joined of another shape', { event: 'joined', payload: { self: {} } }],
    ['a closing without a time', { event: 'server-closing', payload: {} }],
  ])('is dropped and counted: %s', async (_what, notice) => {
    stage.server.notify(ana.id, notice as unknown as Notice);
    await stage.pass(100);
    expect(ana.drops).toEqual(['malformed']);
    untouched();
  });

  it.each([
    ['from nobody here', { from: 'seat-9', connectionId: '1.1.1', n: 1, description: offer }, 'unknown-peer'],
    ['of a page to come', { from: 'seat-1', connectionId: '1.9.1', n: 1, description: offer }, 'other-incarnation'],
    ['of the warm generation', { from: 'seat-1', connectionId: '1.1.0', n: 1, description: offer }, 'old-generation'],
    ['asking what only the later asks', { from: 'seat-1', connectionId: '1.1.1', n: 9, restart: true }, 'not-yours'],
    ['applied already', { from: 'seat-1', connectionId: '1.1.1', n: 1, description: offer }, 'repeated'],
  ] as const)('is dropped and counted: a signal %s', async (_what, signal, reason) => {
    stage.server.notify(ben.id, { event: 'signaled', payload: signal });
    await stage.pass(100);
    expect(ben.drops).toEqual([reason]);
    untouched();
  });

  it('is a signal for an older page of the one who has reloaded', async () => {
    ben.reloads();
    await stage.pass(200);
    expect(ben.connectionIds).toEqual(['1.2.1']);
    expect(ben.peer.connection).toBe('connected');
    const before = ben.drops.length;
    const signal = { from: 'seat-1', connectionId: '1.1.1', n: 1, description: offer };
    stage.server.notify(ben.id, { event: 'signaled', payload: signal });
    await stage.pass(100);
    expect(ben.drops.slice(before)).toEqual(['other-incarnation']);
    expect(ben.peer.connection).toBe('connected');
    expect(ben.host.open).toHaveLength(1);
  });

  it('is a generation opened by the later seat', async () => {
    const signal = { from: 'seat-2', connectionId: '1.1.2', n: 1, description: offer };
    stage.server.notify(ana.id, { event: 'signaled', payload: signal });
    await stage.pass(100);
    expect(ana.drops).toEqual(['not-yours']);
    untouched();
  });

  it.each<[string, () => Person, (generation: number) => Notice]>([
    [
      'asks for one generation after the other',
      () => ana,
      (generation) => ({
        event: 'signaled',
        payload: { from: 'seat-2', connectionId: `1.1.${generation}`, n: 99, restart: true },
      }),
    ],
    [
      'begins one generation after the other',
      () => ben,
      (generation) => ({
        event: 'signaled',
        payload: { from: 'seat-1', connectionId: `1.1.${generation}`, n: 1, candidates: [] },
      }),
    ],
  ])('is a peer that %s: a page makes a few at once and then one in a second', async (_what, of, notice) => {
    const victim = of();
    for (let time = 0; time < 100; time++) {
      stage.server.notify(victim.id, notice(1_000 + time));
      await stage.pass(20);
    }
    expect(victim.host.connections.length).toBeLessThanOrEqual(1 + 5 + 2);
    expect(victim.drops.filter((reason) => reason === 'too-often').length).toBeGreaterThan(90);
    expect(victim.peer.connection).toBe('connected'); // what played goes on
  });

  it('is a signal of a generation below the current one', async () => {
    ana.host.cut();
    await stage.pass(9_000);
    ana.host.heal();
    await stage.pass(100);
    expect(ana.connectionIds.length).toBeGreaterThan(1);
    const signal = { from: 'seat-1', connectionId: '1.1.1', n: 99, candidates: [] };
    const before = ben.drops.length;
    stage.server.notify(ben.id, { event: 'signaled', payload: signal });
    expect(ben.drops.slice(before)).toEqual(['old-generation']);
  });

  it('can be a description that the browser refuses: the call goes on', async () => {
    const n = ana.signals.length + 1;
    const signal = { from: 'seat-1', connectionId: '1.1.1', n, description: offer };
    stage.server.notify(ben.id, { event: 'signaled', payload: signal });
    await stage.pass(100);
    expect(ben.drops).toEqual(['not-applicable']);
    untouched();
  });

  it('can be a candidate of an unknown fragment: the call goes on', async () => {
    const n = ana.signals.length + 1;
    const candidates = [{ candidate: 'candidate:1', sdpMid: '0', usernameFragment: 'made-up' }];
    stage.server.notify(ben.id, {
      event: 'signaled',
      payload: { from: 'seat-1', connectionId: '1.1.1', n, candidates },
    });
    await stage.pass(100);
    expect(ben.drops).toEqual(['not-applicable']);
    untouched();
  });

  it('is a newcomer with the page id of one who is still there: the tile stays whose it is', async () => {
    const [, participant] = stage.server.participants;
    if (participant === undefined) throw new Error('nobody there');
    const peer = { ...participant, id: 'seat-9', order: 9, name: 'Mallory' };
    stage.server.notify(ana.id, { event: 'peer-joined', payload: { peer } });
    await stage.pass(100);
    expect(ana.call.peers$.value).toMatchObject([
      { id: 'seat-2', name: 'Ben', connection: 'connected' },
      { id: 'seat-9', name: 'Mallory', connection: 'connecting' },
    ]);
  });

  it('is a presence older than the one that is known', async () => {
    ana.media.mute();
    await stage.pass(100);
    const presence = { version: 1, microphone: 'on', camera: 'on' } as const;
    stage.server.notify(ben.id, { event: 'peer-updated', payload: { id: ana.id, incarnation: 1, presence } });
    expect(ben.peer.presence.microphone).toBe('off');
  });

  it('never lets a session description, a key or a ticket into the log', async () => {
    stage.end();
    stage = new Stage();
    [ana, ben] = await stage.two();
    const told = JSON.stringify([ana.logged, ben.logged]);
    expect(told).toContain('connection opened');
    for (const secret of [ana.handshake.seatKey, 'ticket-', 'v=0', 'candidate:', 'ice-ufrag']) {
      expect(told).not.toContain(secret);
    }
  });
});
