import { Stage } from './stage';

describe('an answer that was on its way when the link of the other side broke', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.end());

  it('to an ICE restart goes again when the link is back: no other offer and no other connection', async () => {
    const [ana, ben] = await stage.two();
    stage.server.freeze(ana.id);
    ana.host.move();
    while (ana.host.latest.offers < 2) await stage.pass(50);
    await stage.pass(100);
    expect(ana.host.latest.signalingState).toBe('have-local-offer');
    expect(ben.host.latest.signalingState).toBe('stable');
    stage.server.breakLink(ana.id);
    await stage.pass(1_000);
    expect(ana.host.latest.signalingState).toBe('stable');
    expect([ana.peer.connection, ben.peer.connection]).toEqual(['connected', 'connected']);
    expect(ana.host.latest.receives('video') && ben.host.latest.receives('video')).toBe(true);
    expect(ana.host.latest.offers + ben.host.latest.offers).toBe(2);
    expect(ben.connectionIds).toEqual(['1.1.1']);
  });
});
