import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { WireServer } from './harness/wire-server';

const BURST = 400;

describe('the order of signals', () => {
  it('is kept through a burst of 400, of every kind and size, each acked', async () => {
    const server = await WireServer.start({ messageRate: { burst: 1_000, perSecond: 1_000 } });
    const room = freshId();
    const ana = await BareClient.join(server.origin, handshakeFor(room));
    const ben = await BareClient.join(server.origin, handshakeFor(room));

    const acks = Array.from({ length: BURST }, (_, i) =>
      ben.signal(ana.id, {
        n: i + 1,
        candidates: [{ candidate: 'x'.repeat((i * 37) % 1_000) }],
        ...(i % 3 === 0 && { description: { type: 'offer', sdp: 'x'.repeat((i * 997) % 40_000) } }),
        ...(i % 5 === 0 && { restart: true as const }),
      }),
    );
    expect(await Promise.all(acks)).toEqual(Array(BURST).fill({}));
    await ana.notice('signaled', BURST - 1);
    expect(ana.all('signaled').map(({ n }) => n)).toEqual(Array.from({ length: BURST }, (_, i) => i + 1));

    ana.hangUp();
    ben.hangUp();
    await server.stop();
  });
});
