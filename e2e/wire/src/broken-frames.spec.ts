import { LIMITS } from '@holdfast/protocol';
import { BareClient, handshakeFor } from './harness/bare-client';
import { freshId } from './harness/ids';
import { RawTransport } from './harness/raw-transport';
import { WireServer } from './harness/wire-server';

describe('what Socket.IO itself rejects', () => {
  let server: WireServer;
  let ana: BareClient;
  const room = freshId();
  const hers = handshakeFor(room, { name: 'Ana' });

  beforeAll(async () => {
    server = await WireServer.start();
    ana = await BareClient.join(server.origin, hers);
  });

  afterAll(async () => {
    ana.hangUp();
    await server.stop();
  });

  const frames: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['no JSON', '42["signal",{'],
    ['an event that is no list', '42{"signal":1}'],
    ['an event named like one of Socket.IO', '42["connect",{}]'],
    ['an event named by an object', '42[{}]'],
    ['a packet of no known type', '49'],
    ['a second CONNECT', `40${JSON.stringify(handshakeFor(room))}`],
    ['a list of attachments without end', '459999-["signal",{"_placeholder":true,"num":0}]'],
    ['bytes that nobody announced', new Uint8Array([1, 2, 3])],
    ['more than 256 KiB', `42["echo",${JSON.stringify({ more: 'x'.repeat(LIMITS.transportBytes) })}]`],
  ];

  it.each(frames)('%s closes the transport; the seat stays and its key takes it back', async (_name, frame) => {
    const transport = await RawTransport.open(server.origin);
    const his = handshakeFor(room, { name: 'Ben' });
    transport.connect(his);
    const { self } = JSON.parse((await transport.frame('42["joined",')).slice(0, -1));
    await ana.settled();
    const before = ana.told.length;
    transport.send(frame);
    await transport.closed();
    await server.event('seat-away', ({ seat }) => seat === self.id);
    await ana.settled();
    expect(ana.told.slice(before)).toEqual([{ event: 'peer-away', payload: { id: self.id } }]);
    const back = await BareClient.join(server.origin, his);
    expect(back.joined).toMatchObject({ resumed: true, self: { id: self.id, order: self.order } });
    await back.send('leave', {});
    back.hangUp();
  });

  it('a CONNECT to nowhere and an ack of nothing change nothing', async () => {
    const transport = await RawTransport.open(server.origin);
    transport.connect(handshakeFor(room));
    await transport.frame('42["joined",');
    transport.send('40/nowhere,');
    await transport.frame('44/nowhere,');
    transport.send('431[{}]');
    transport.send('420["leave",{}]');
    expect(await transport.frame('430')).toBe('[{}]');
    await transport.close();
  });
});
