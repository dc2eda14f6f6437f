import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { Relay } from './harness/relay';
import { WireServer } from './harness/wire-server';

/** Far more than the server lets wait, together with all that two sockets of the system take in. */
const SIGNALS_AT_MOST = 1_000;

describe('a client that reads nothing of what it is sent', () => {
  const room = freshId();
  let server: WireServer;
  let relay: Relay;
  const clients: BareClient[] = [];

  beforeEach(async () => {
    server = await WireServer.start({ pingIntervalMs: 3_600_000, messageRate: { burst: 1e9, perSecond: 1e9 } });
    relay = await Relay.to(server.origin);
  });

  afterEach(async () => {
    for (const client of clients) client.hangUp();
    relay.stop();
    await server.stop();
  });

  const join = async (
    name: string,
    handshake = handshakeFor(room, { name }),
    { origin }: { origin: string } = server,
  ) => {
    const client = await BareClient.join(origin, handshake);
    clients.push(client);
    return client;
  };

  it('loses its transport before it fills the memory; its seat is away', async () => {
    const ana = await join('Ana');
    const his = handshakeFor(room);
    const deaf = await join('Ben', his, relay);
    relay.hold();
    const description = { type: 'offer', sdp: 'x'.repeat(48_000) } as const;
    let sent = 0;
    while (ana.all('peer-away').length === 0 && sent < SIGNALS_AT_MOST) {
      await ana.signal(deaf.id, { n: ++sent, description });
    }
    expect(ana.all('peer-away')).toEqual([{ id: deaf.id }]);
    expect(await ana.signal(deaf.id)).toMatchObject({ error: { code: 'peer-away' } });
    expect((await join('Ben', his)).joined).toMatchObject({ resumed: true, self: { id: deaf.id } });
  });
});
