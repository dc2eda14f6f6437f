import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { Meeting } from './harness/meeting';
import { eventually } from './harness/until';

describe('a client that resumes as fast as it can, each time as another page', () => {
  it('is told to wait, and the call of the others in its room is not touched', async () => {
    const empty = await Meeting.begin({ seatRate: { burst: 10, perSecond: 1 } }, { connectMs: 2 });
    const meeting = empty.inRoom(await empty.server.makeRoom({ capacity: 3 }));
    const [ana, ben] = await meeting.two();
    const call = meeting.network.open;
    const standing = () => meeting.network.open.filter((connection) => call.includes(connection));
    const before = call.map(({ offers, restarts }) => ({ offers, restarts }));
    const handshake = handshakeFor(meeting.room);
    const outcomes: string[] = [];
    let most = 0;
    do {
      const client = BareClient.knock(meeting.server.origin, { ...handshake, pageId: freshId() });
      outcomes.push(await client.outcome());
      most = Math.max(most, ana.host.open.length, ben.host.open.length);
      if (outcomes.length % 3 === 0) client.hangUp(); // the others are taken over by the next
    } while (outcomes.at(-1) === 'joined' && outcomes.length < 100);
    expect(outcomes.length).toBeGreaterThan(10);
    expect(outcomes.at(-1)).toBe('rate-limited');
    expect(standing()).toEqual(call);
    expect(call.map(({ offers, restarts }) => ({ offers, restarts }))).toEqual(before);
    expect(most).toBeLessThanOrEqual(3); // the call, the one to the client, and one that is being replaced
    await eventually('Ana sees Ben as before', () =>
      ana.call.peers$.value.some(({ name, connection }) => name === 'Ben' && connection === 'connected'),
    );
    await meeting.end();
  });
});
